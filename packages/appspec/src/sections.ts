/** The parts of an AppSpec that rules walk over. Whatever has the wrong shape is left out here: S2 complains about it. */
import { isBlank, listOf, mapsOf, pairOf, textOf } from './located.ts'
import type { LocatedMap, LocatedPair, LocatedText } from './located.ts'

export const fileItems = (root: LocatedMap): readonly LocatedMap[] => mapsOf(root, 'files')

export const permissionItems = (root: LocatedMap): readonly LocatedMap[] => mapsOf(root, 'permissions')

export function hookEvents(root: LocatedMap): readonly LocatedPair[] {
  const hooks = pairOf(root, 'hooks')?.value
  return hooks?.kind === 'map' ? hooks.pairs : []
}

/** The scripts of one event, in the order they run. */
export function scriptsOf(event: LocatedPair): readonly LocatedMap[] {
  return event.value.kind === 'list' ? event.value.entries.filter((entry) => entry.kind === 'map') : []
}

export const allScripts = (root: LocatedMap): readonly LocatedMap[] => hookEvents(root).flatMap(scriptsOf)

export function locationsOf(root: LocatedMap): readonly LocatedText[] {
  return allScripts(root).flatMap((script) => textOf(script, 'location') ?? [])
}

export function textsOf(map: LocatedMap, key: string): readonly LocatedText[] {
  return listOf(map, key).filter((entry) => entry.kind === 'text' && !isBlank(entry)) as LocatedText[]
}

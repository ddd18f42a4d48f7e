/** A text without errors to the typed AppSpec. Everything questionable has been complained about before. */
import { isBlank, pairOf, textOf } from './located.ts'
import type { LocatedMap } from './located.ts'
import { timeoutSeconds } from './rules/v15-timeout.ts'
import { fileItems, hookEvents, permissionItems, scriptsOf, textsOf } from './sections.ts'
import { ServerAppSpec } from './server-app-spec.ts'

export function buildAppSpec(root: LocatedMap): ServerAppSpec {
  return ServerAppSpec.parse({
    version: 0,
    os: wordOf(root, 'os'),
    files: fileItems(root).map((item) => ({
      source: wordOf(item, 'source'),
      destination: wordOf(item, 'destination'),
    })),
    ...given('fileExistsBehavior', wordOf(root, 'file_exists_behavior')),
    permissions: permissionItems(root).map(permissionInput),
    hooks: Object.fromEntries(
      hookEvents(root)
        .filter((event) => !isBlank(event.value))
        .map((event) => [event.key.text, scriptsOf(event).map(scriptInput)]),
    ),
  })
}

function permissionInput(map: LocatedMap) {
  return {
    object: wordOf(map, 'object'),
    ...given('pattern', wordOf(map, 'pattern')),
    ...given('except', wordsOf(map, 'except')),
    ...given('owner', wordOf(map, 'owner')),
    ...given('group', wordOf(map, 'group')),
    ...given('mode', wordOf(map, 'mode')?.padStart(3, '0')),
    ...given('acls', wordsOf(map, 'acls')),
    ...given('context', contextInput(map)),
    ...given('type', wordsOf(map, 'type')),
  }
}

/** The open-source agent reads the user from `name`, the guide documents `user`: both work here. */
function contextInput(map: LocatedMap) {
  const context = pairOf(map, 'context')?.value
  if (context?.kind !== 'map') return undefined
  return {
    ...given('user', wordOf(context, 'user') ?? wordOf(context, 'name')),
    ...given('type', wordOf(context, 'type')),
    ...given('range', wordOf(context, 'range')),
  }
}

function scriptInput(map: LocatedMap) {
  const timeout = textOf(map, 'timeout')
  const sudo = wordOf(map, 'sudo')
  return {
    location: wordOf(map, 'location'),
    ...given('timeout', timeout && timeoutSeconds(timeout.text)),
    ...given('runas', wordOf(map, 'runas')),
    ...given('sudo', sudo === undefined ? undefined : /^(true|yes|on)$/i.test(sudo)),
  }
}

const wordOf = (map: LocatedMap, key: string): string | undefined => textOf(map, key)?.text

function wordsOf(map: LocatedMap, key: string): string[] | undefined {
  const words = textsOf(map, key).map((text) => text.text)
  return words.length === 0 ? undefined : words
}

/** A key only when there is a value, so that defaults apply. */
function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, V>>)
}

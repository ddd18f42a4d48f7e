/**
 * Which scripts stop what runs now: they come from the revision that is installed, not from the chosen one, so a broken one
 * cannot be mended by deploying (pain P1). Source: facts, sections 2.3 and 6.7.
 */
import type { LifecycleEventName } from '@sluice/model'
import type { InstalledFiles } from './installed-files.ts'
import type { StopScripts } from './schemas.ts'

export interface StopSituation {
  /** The revision that runs, and its bundle while it is stored. */
  revisionName: string
  installed: InstalledFiles | undefined
  hasTrafficControl: boolean
  isBlueGreen: boolean
}

export function stopScripts({ revisionName, installed, ...how }: StopSituation): StopScripts {
  const events = stopEvents(how)
  const scripts = events.flatMap((event) =>
    (installed?.appSpec.hooks[event] ?? []).map(({ location }) => ({ event, location })),
  )
  const lead = `${listed(events)} ${events.length === 1 ? 'runs' : 'run'} the scripts of what is installed on a host now, which is ${revisionName} where the last deployment succeeded.`
  return { revisionName, scripts, sentence: `${lead} ${scriptsSentence(revisionName, installed, scripts)}` }
}

/** The three that the option covers, as far as they happen here. */
function stopEvents({ hasTrafficControl, isBlueGreen }: Pick<StopSituation, 'hasTrafficControl' | 'isBlueGreen'>) {
  const blocks: LifecycleEventName[] = hasTrafficControl ? ['BeforeBlockTraffic', 'AfterBlockTraffic'] : []
  return isBlueGreen ? blocks : [...blocks, 'ApplicationStop' as const]
}

function scriptsSentence(
  revisionName: string,
  installed: InstalledFiles | undefined,
  scripts: StopScripts['scripts'],
): string {
  if (installed === undefined) return 'Its bundle is not stored any more, so its scripts are not known here.'
  if (scripts.length === 0) return `${revisionName} has none, so nothing of it can fail there.`
  const names = scripts.map(({ event, location }) => `${location} (${event})`)
  return `${revisionName} has ${listed(names)}: if one fails, the host fails, whatever the chosen revision holds.`
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

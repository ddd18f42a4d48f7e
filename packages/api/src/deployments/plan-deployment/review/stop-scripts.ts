/**
 * Which scripts stop what runs now: they come from the revision that is installed on each host, not from the chosen one, so a broken
 * one cannot be mended by deploying (pain P1). Source: facts, sections 2.3 and 6.7.
 */
import type { LifecycleEventName } from '@sluice/model'
import { isAlike, whatTheyHave, type Laid, type LaidOut } from './laid-out.ts'
import type { StopScripts } from './schemas.ts'

export interface StopSituation {
  /** Of blue/green, what serves users now. */
  before: LaidOut
  hasTrafficControl: boolean
  isBlueGreen: boolean
}

/** Undefined where nothing of the group lies anywhere. */
export function stopScripts({ before, ...how }: StopSituation): StopScripts | undefined {
  const [most] = before.laid
  if (most === undefined) return undefined
  const events = stopEvents(how)
  const lead = `${listed(events)} ${events.length === 1 ? 'runs' : 'run'} the scripts of what is installed on a host now`
  return {
    revisionName: most.revisionName,
    scripts: before.laid.flatMap((laid) => scriptsOf(laid, events)),
    sentence: [`${lead}${whereLaid(before, most)}`, ...before.laid.map((laid) => scriptsSentence(laid, events))].join(
      ' ',
    ),
  }
}

function whereLaid(before: LaidOut, { revisionName }: Laid): string {
  if (before.isGuess) return `, which is not known here; ${revisionName} is the last that succeeded.`
  if (isAlike(before)) return `, which is ${revisionName}.`
  return `: ${whatTheyHave(before)}.${before.fresh > 0 ? ' Where nothing is, none runs.' : ''}`
}

/** The three that the option covers, as far as they happen here. */
function stopEvents({ hasTrafficControl, isBlueGreen }: Pick<StopSituation, 'hasTrafficControl' | 'isBlueGreen'>) {
  const blocks: LifecycleEventName[] = hasTrafficControl ? ['BeforeBlockTraffic', 'AfterBlockTraffic'] : []
  return isBlueGreen ? blocks : [...blocks, 'ApplicationStop' as const]
}

const scriptsOf = ({ revisionName, files }: Laid, events: readonly LifecycleEventName[]): StopScripts['scripts'] =>
  events.flatMap((event) =>
    (files?.appSpec.hooks[event] ?? []).map(({ location }) => ({ event, location, revisionName })),
  )

function scriptsSentence(laid: Laid, events: readonly LifecycleEventName[]): string {
  const { revisionName } = laid
  if (laid.files === undefined)
    return `The bundle of ${revisionName} is not stored any more, so its scripts are not known here.`
  const scripts = scriptsOf(laid, events)
  if (scripts.length === 0) return `${revisionName} has none, so nothing of it can fail there.`
  const names = scripts.map(({ event, location }) => `${location} (${event})`)
  return `${revisionName} has ${listed(names)}: if one fails, the host fails, whatever the chosen revision holds.`
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Which two logs are compared, in the form of the address: `web-2:ApplicationStart`, with the good host behind it when one was chosen. */
import type { LifecycleEventName } from '@sluice/model'
import type { Fleet } from '../../../live/fleet.ts'

export interface Compared {
  failing: string
  event: LifecycleEventName
  good?: string
}

/** Undefined for what is no event of this deployment: then there is nothing to compare. */
export function comparedFrom(
  text: string | undefined,
  lifecycleEvents: readonly LifecycleEventName[],
): Compared | undefined {
  const [failing = '', name, good = ''] = text?.split(':') ?? []
  const event = lifecycleEvents.find((one) => one === name)
  if (failing === '' || event === undefined) return undefined
  return good === '' ? { failing, event } : { failing, event, good }
}

export const comparedText = ({ failing, event, good }: Compared): string =>
  [failing, event, ...(good === undefined ? [] : [good])].join(':')

/** A list of more hosts than this is no help. */
const mostChoices = 200
const succeeded = '2'

/** The hosts that passed this event, which one may compare with. */
export function hostsThatPassed(fleet: Fleet | undefined, event: LifecycleEventName): readonly string[] {
  const place = fleet?.events.indexOf(event) ?? -1
  if (fleet === undefined || place < 0) return []
  return fleet.names.filter((_, index) => fleet.steps[index]?.[place] === succeeded).slice(0, mostChoices)
}

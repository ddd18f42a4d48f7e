/** Links to lines: `?line=<targetId>:<Event>:<number of the line in the event on the target>`. */
import type { LifecycleEventName, LogLine } from '@sluice/model'

export interface LinePlace {
  targetId: string
  event: LifecycleEventName
  line: number
}

/** Undefined for a line without a number: a notice that lines were left out. */
export const linkTo = ({ targetId, event, line }: LogLine): string | undefined =>
  line === undefined ? undefined : `${targetId}:${event}:${line}`

const form = /^(.+):([A-Za-z]+):([1-9]\d{0,9})$/

/** Whether there is such an event, the server says. */
export function placeOfLink(link: string | undefined): LinePlace | undefined {
  const [, targetId, event, line] = form.exec(link ?? '') ?? []
  if (targetId === undefined || event === undefined) return undefined
  return { targetId, event: event as LifecycleEventName, line: Number(line) }
}

export const isAt = (line: LogLine, place: LinePlace): boolean =>
  line.line === place.line && line.targetId === place.targetId && line.event === place.event

export const placeWords = ({ targetId, event, line }: LinePlace): string =>
  `line ${line.toLocaleString('en')} of ${event} on ${targetId}`

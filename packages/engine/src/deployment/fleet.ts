/**
 * What is known of every host of a deployment, in arrays by place in the planned order. Times are milliseconds after
 * `base`, plus one: 0 means not yet. 10,000 hosts with seven events take about 750 kB.
 */
import { LifecycleEventStatus, TargetStatus, type Diagnostics } from '@sluice/model'
import { sideOf, type Sides } from './sides.ts'

export interface Fleet {
  readonly base: number
  readonly size: number
  /** Lifecycle events a host. */
  readonly width: number
  readonly status: Uint8Array
  /** The event a host is at; `notStarted` before its first. */
  readonly current: Uint8Array
  readonly startedAt: Uint32Array
  readonly endedAt: Uint32Array
  /** Place in `reasonTexts` + 1; 0 for none. */
  readonly reason: Uint16Array
  reasonTexts: string[]
  /** By `cell`: status, grant and end of each event of each host. */
  readonly eventStatus: Uint8Array
  readonly eventStart: Uint32Array
  readonly eventEnd: Uint32Array
  /**
   * Cell -> place in `diagnosticsTexts`: many hosts fail alike, so each text is kept once. Failed events only, and shortened:
   * the whole is in the event, and in the row that is written with it.
   */
  readonly diagnostics: Map<number, number>
  diagnosticsTexts: string[]
  /** Place of a host -> what its running event waits for. */
  readonly notes: Map<number, string>
  /** Place of a host that is silent -> since when (ms since the epoch). */
  readonly silent: Map<number, number>
}

export const notStarted = 255

export const target = codes(TargetStatus.options)
export const event = codes(LifecycleEventStatus.options)

export function fleet(base: number, size: number, width: number): Fleet {
  const cells = size * width
  return {
    base,
    size,
    width,
    status: new Uint8Array(size),
    current: new Uint8Array(size).fill(notStarted),
    startedAt: new Uint32Array(size),
    endedAt: new Uint32Array(size),
    reason: new Uint16Array(size),
    reasonTexts: [],
    eventStatus: new Uint8Array(cells),
    eventStart: new Uint32Array(cells),
    eventEnd: new Uint32Array(cells),
    diagnostics: new Map(),
    diagnosticsTexts: [],
    notes: new Map(),
    silent: new Map(),
  }
}

export function cell(of: Fleet, host: number, place: number): number {
  return host * of.width + place
}

/** From milliseconds since the epoch; a little before `base` (a clock that was set back) counts as `base`. */
export function offset(of: Fleet, at: number): number {
  return Math.min(Math.max(0, at - of.base), 0xffff_fffe) + 1
}

/** Back to milliseconds since the epoch; undefined for not yet. */
export function timeOf(of: Fleet, stored: number | undefined): number | undefined {
  return stored === undefined || stored === 0 ? undefined : of.base + stored - 1
}

export function setReason(of: Fleet, host: number, text: string): void {
  of.reason[host] = placeOf(of.reasonTexts, text) + 1
}

export function reasonOf(of: Fleet, host: number): string | undefined {
  return of.reasonTexts[(of.reason[host] ?? 0) - 1]
}

/** `isDrawnAgain`: the host's row will be, later. As long as there are few such texts they are kept whole for it. */
export function setDiagnostics(
  of: Fleet,
  host: number,
  place: number,
  diagnostics: Diagnostics,
  isDrawnAgain: boolean,
): void {
  const kept = isDrawnAgain && of.diagnosticsTexts.length < mostWholeTexts ? diagnostics : shortened(diagnostics)
  of.diagnostics.set(cell(of, host, place), placeOf(of.diagnosticsTexts, JSON.stringify(kept)))
}

/** Whether rows of all hosts that failed can be drawn again as they were, where all were said to go on. */
export const areAllWhole = (of: Fleet): boolean => of.diagnosticsTexts.length < mostWholeTexts

const mostWholeTexts = 200
const shortCharacters = 200

/** What sentences need of a failure. */
function shortened({ errorCode, scriptName, message, exitCode }: Diagnostics): Diagnostics {
  const [firstLine = ''] = message.trim().split('\n', 1)
  return {
    errorCode,
    scriptName: scriptName.slice(0, shortCharacters),
    message: firstLine.slice(0, shortCharacters),
    logTail: '',
    ...(exitCode !== undefined && { exitCode }),
  }
}

export function diagnosticsOf(of: Fleet, host: number, place: number): Diagnostics | undefined {
  const text = of.diagnosticsTexts[of.diagnostics.get(cell(of, host, place)) ?? -1]
  return text === undefined ? undefined : (JSON.parse(text) as Diagnostics)
}

/** Whether the host's current event was handed out and has not ended. */
export function isAtWork(of: Fleet, host: number): boolean {
  const status = of.eventStatus[cell(of, host, of.current[host] ?? notStarted)]
  return of.status[host] === target.InProgress && (status === event.Pending || status === event.InProgress)
}

/** Whether the host has been allowed to start any event. */
export function isTouched(of: Fleet, sides: Sides, host: number): boolean {
  return (of.eventStart[cell(of, host, firstEventOf(sides, host))] ?? 0) > 0
}

/** The place of the first event that the host runs at all. */
export function firstEventOf(sides: Sides, host: number): number {
  return sides.events[sideOf(sides, host)][0]
}

/** Blue/green: each host runs the events of its side only. */
export function skipEventsOfOtherSide(of: Fleet, sides: Sides): void {
  for (let host = 0; host < of.size; host += 1) {
    const [first, last] = sides.events[sideOf(sides, host)]
    for (let place = 0; place < of.width; place += 1)
      if (place < first || place > last) of.eventStatus[cell(of, host, place)] = event.Skipped
  }
}

/** Looks at the last few texts only, so that the cost stays the same; a text met again much later is merely kept twice. */
function placeOf(texts: string[], text: string): number {
  for (let place = texts.length - 1; place >= Math.max(0, texts.length - 32); place -= 1)
    if (texts[place] === text) return place
  return texts.push(text) - 1
}

function codes<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name, code) => [name, code])) as Record<Name, number>
}

/**
 * A deployment as bytes: a length, what is small as JSON, then the arrays of the fleet and the clocks one after the other.
 * Written and read by machines of one byte order; another engine version throws it away (see `engine-version.ts`).
 */
import { strategyOf } from '../strategies/index.ts'
import { clocksOf, startClock, type ClockList } from './clock-list.ts'
import { newDeployment, type Clocks, type Deployment, type DeploymentState } from './deployment-state.ts'
import type { Fleet } from './fleet.ts'

type Head = ReturnType<typeof headOf>

export function snapshot({ deploymentId, deployment }: DeploymentState): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(deployment ? headOf(deployment) : { deploymentId }))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, head.length)
  if (deployment === undefined) return joined([length, head])
  const clocks = clockLists(deployment.clocks).map((list) => clockPairs(list, deployment.fleet.base))
  return joined([length, head, ...fleetArrays(deployment.fleet), ...clocks])
}

export function restore(bytes: Uint8Array): DeploymentState {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Head | { deploymentId: string }
  if (!('spec' in head)) return { deploymentId: head.deploymentId, deployment: undefined }
  const deployment = fromHead(head)
  let at = 4 + length
  const fill = (array: Filled) => {
    new Uint8Array(array.buffer).set(bytes.subarray(at, at + array.byteLength))
    at += array.byteLength
    return array
  }
  fleetArrays(deployment.fleet).forEach(fill)
  clockLists(deployment.clocks).forEach((list, place) => {
    const pairs = fill(new Int32Array(2 * (head.clockCounts[place] ?? 0)))
    for (let index = 0; index < pairs.length; index += 2)
      startClock(list, pairs[index]!, pairs[index + 1]! + deployment.fleet.base)
  })
  return { deploymentId: head.spec.deploymentId, deployment }
}

function headOf(deployment: Deployment) {
  const {
    layout: _,
    leavingLayout: __,
    places: ___,
    outOfService: ______,
    lifecycleEvents: ____,
    sides: _____,
    fleet,
    clocks,
    ...small
  } = deployment
  return {
    ...small,
    silent: [...fleet.silent],
    notes: [...fleet.notes],
    reasonTexts: fleet.reasonTexts,
    diagnostics: [...fleet.diagnostics],
    diagnosticsTexts: fleet.diagnosticsTexts,
    clockCounts: clockLists(clocks).map((list) => list.count),
  }
}

function fromHead(head: Head): Deployment {
  const { silent, notes, reasonTexts, diagnostics, diagnosticsTexts, clockCounts: _, ...small } = head
  const fresh = newDeployment(head.spec, head.fallback, strategyOf(head.spec).opening(head.spec))
  fresh.fleet.reasonTexts = reasonTexts
  fresh.fleet.diagnosticsTexts = diagnosticsTexts
  for (const [host, since] of silent) fresh.fleet.silent.set(host, since)
  for (const [host, note] of notes) fresh.fleet.notes.set(host, note)
  for (const [cell, text] of diagnostics) fresh.fleet.diagnostics.set(cell, text)
  return { ...fresh, ...small }
}

type Filled = Uint8Array | Uint16Array | Uint32Array | Int32Array

function fleetArrays(fleet: Fleet): Filled[] {
  const { status, current, eventStatus, reason, startedAt, endedAt, eventStart, eventEnd } = fleet
  return [status, current, eventStatus, reason, startedAt, endedAt, eventStart, eventEnd]
}

function clockLists({ start, waiting, event, silence }: Clocks): ClockList[] {
  return [start, waiting, event, silence]
}

/** Place and beginning (ms after `base`, within 24 days of it) of each clock, in order. */
function clockPairs(list: ClockList, base: number): Int32Array {
  const within = (offset: number) => Math.max(-0x8000_0000, Math.min(0x7fff_ffff, offset))
  return Int32Array.from([...clocksOf(list)].flatMap(({ target, since }) => [target, within(since - base)]))
}

function joined(parts: readonly Filled[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  return bytes
}

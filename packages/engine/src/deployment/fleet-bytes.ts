/**
 * What is known of every host of a deployment as bytes. Hosts that follow each other stand alike, so statuses are runs; times follow
 * each other closely, so each is told by how far it is from the one before it: the times of a host take half of their arrays.
 */
import type { Fleet } from './fleet.ts'
import { putRuns, putTimes, takeRuns, takeTimes, type BytesIn, type BytesOut } from './number-bytes.ts'

export function putFleet(out: BytesOut, fleet: Fleet): void {
  for (const array of codesOf(fleet)) putRuns(out, array)
  putTimes(out, fleet.startedAt)
  putTimes(out, timesByHost(fleet))
}

/** Into a new fleet of the same size. */
export function takeFleet(from: BytesIn, fleet: Fleet): void {
  for (const array of codesOf(fleet)) takeRuns(from, array)
  takeTimes(from, fleet.startedAt)
  const times = timesByHost(fleet)
  takeTimes(from, times)
  const { size, width, eventStart, eventEnd, endedAt } = fleet
  for (let host = 0, cell = 0, at = 0; host < size; host += 1) {
    for (let event = 0; event < width; event += 1, cell += 1) {
      eventStart[cell] = times[at++] ?? 0
      eventEnd[cell] = times[at++] ?? 0
    }
    endedAt[host] = times[at++] ?? 0
  }
}

function codesOf({ status, current, reason, eventStatus }: Fleet): (Uint8Array | Uint16Array)[] {
  return [status, current, reason, eventStatus]
}

/** Of each host in turn: the start and the end of each of its events, its own end. */
function timesByHost({ size, width, endedAt, eventStart, eventEnd }: Fleet): Uint32Array {
  const times = new Uint32Array(size * (2 * width + 1))
  for (let host = 0, cell = 0, at = 0; host < size; host += 1) {
    for (let event = 0; event < width; event += 1, cell += 1) {
      times[at++] = eventStart[cell] ?? 0
      times[at++] = eventEnd[cell] ?? 0
    }
    times[at++] = endedAt[host] ?? 0
  }
  return times
}

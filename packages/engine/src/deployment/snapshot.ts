/**
 * A deployment as bytes: what is small as JSON, then what is known of each host and the clocks, all told by how it differs from what
 * stands before it: 10,000 hosts take less than 1 MB (`npm run bench -- snapshot`). Another engine version throws it away (see
 * `engine-version.ts`).
 */
import { strategyOf } from '../strategies/index.ts'
import { alikeTexts, textsOf } from './alike-texts.ts'
import { clocksOf, startClock, type ClockList } from './clock-list.ts'
import { newDeployment, type Clocks, type Deployment, type DeploymentState } from './deployment-state.ts'
import { putFleet, takeFleet } from './fleet-bytes.ts'
import { bytesOut, putBytes, putPairs, takeBytes, takePairs, written, type BytesIn } from './number-bytes.ts'

type Head = ReturnType<typeof headOf>

export function snapshot({ deploymentId, deployment }: DeploymentState): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(deployment ? headOf(deployment) : { deploymentId }))
  const out = bytesOut()
  putBytes(out, head)
  if (deployment === undefined) return written(out)
  const { fleet, clocks } = deployment
  putFleet(out, fleet)
  putPairs(out, [...fleet.silent], fleet.base)
  putPairs(out, [...fleet.diagnostics])
  for (const list of clockLists(clocks))
    putPairs(
      out,
      [...clocksOf(list)].map(({ target, since }) => [target, since]),
      fleet.base,
    )
  return written(out)
}

/** Throws when these are not the bytes of `snapshot`, as far as their number tells. */
export function restore(bytes: Uint8Array): DeploymentState {
  const from = { bytes, at: 0 }
  const head = JSON.parse(new TextDecoder().decode(takeBytes(from))) as Head | { deploymentId: string }
  const deployment = 'spec' in head ? fromHead(head) : undefined
  if (deployment !== undefined) takeHosts(from, deployment)
  if (from.at !== bytes.length) throw new Error(`a snapshot of ${bytes.length} bytes was read to byte ${from.at}`)
  return { deploymentId: 'spec' in head ? head.spec.deploymentId : head.deploymentId, deployment }
}

function takeHosts(from: BytesIn, { fleet, clocks }: Deployment): void {
  takeFleet(from, fleet)
  takePairs(from, (host, since) => fleet.silent.set(host, since), fleet.base)
  takePairs(from, (cell, text) => fleet.diagnostics.set(cell, text))
  for (const list of clockLists(clocks)) takePairs(from, (host, since) => startClock(list, host, since), fleet.base)
}

function headOf(deployment: Deployment) {
  const {
    layout: _,
    leavingLayout: __,
    places: ___,
    outOfService: ______,
    lifecycleEvents: ____,
    sides: _____,
    clocks: _______,
    fleet,
    ...small
  } = deployment
  return {
    ...small,
    noted: [...fleet.notes.keys()],
    notes: alikeTexts([...fleet.notes.values()]),
    reasonTexts: fleet.reasonTexts,
    diagnosticsTexts: alikeTexts(fleet.diagnosticsTexts),
  }
}

function fromHead(head: Head): Deployment {
  const { noted, notes, reasonTexts, diagnosticsTexts, ...small } = head
  const fresh = newDeployment(head.spec, head.fallback, strategyOf(head.spec).opening(head.spec))
  fresh.fleet.reasonTexts = reasonTexts
  fresh.fleet.diagnosticsTexts = textsOf(diagnosticsTexts)
  textsOf(notes).forEach((note, place) => fresh.fleet.notes.set(noted[place] ?? 0, note))
  return { ...fresh, ...small }
}

function clockLists({ start, waiting, event, silence }: Clocks): ClockList[] {
  return [start, waiting, event, silence]
}

/** What the drift of a group says: of all its hosts, of each reason, and of one host. */
import type { DriftReason } from './contract.ts'
import type { Drift } from './drift-of.ts'

export interface DriftNow {
  total: number
  drifting: number
  /** The last revision that succeeded; absent where none did. */
  revisionName: string | undefined
  running: { deploymentId: string; revisionName: string; begun: number } | undefined
}

export function driftSentence({ total, drifting, revisionName, running }: DriftNow): string {
  if (revisionName === undefined) return 'Nothing has succeeded in this group yet.'
  if (total === 0) return 'No host belongs to the group now.'
  if (running !== undefined && running.begun > 0) return whileItRuns(total, drifting, revisionName, running)
  if (drifting > 0)
    return `${number(drifting)} of ${number(total)} ${total === 1 ? 'host' : 'hosts'} ${drifting === 1 ? 'is' : 'are'} not on ${revisionName}.`
  return total === 1 ? `The only host runs ${revisionName}.` : `All ${number(total)} hosts run ${revisionName}.`
}

/** Of the hosts that it has begun on nothing is said: what they are on is told by its end. */
function whileItRuns(
  total: number,
  drifting: number,
  revisionName: string,
  running: NonNullable<DriftNow['running']>,
): string {
  const { deploymentId, begun } = running
  const of =
    total === 1
      ? 'the only host'
      : begun === total
        ? `all ${number(total)} hosts`
        : `${number(begun)} of ${number(total)} hosts`
  const work = `${deploymentId} is deploying ${running.revisionName} and has begun on ${of}.`
  const left = total - begun
  if (left === 0) return work
  const others = left === 1 ? 'The other one' : `The other ${number(left)}`
  if (drifting === 0) return `${work} ${others} ${left === 1 ? 'runs' : 'run'} ${revisionName}.`
  if (drifting === left) return `${work} ${others} ${left === 1 ? 'is' : 'are'} not on ${revisionName}.`
  return `${work} Of the other ${number(left)}, ${number(drifting)} ${drifting === 1 ? 'is' : 'are'} not on ${revisionName}.`
}

export function reasonWords(reason: DriftReason, count: number): string {
  const is = count === 1 ? 'is' : 'are'
  switch (reason) {
    case 'appearedLater':
      return `${number(count)} began to match later`
    case 'neverDeployed':
      return `${number(count)} never had anything`
    case 'failedLastTime':
      return `${number(count)} failed last time`
    case 'olderRevision':
      return `${number(count)} ${is} on an older revision`
    case 'unknownRevision':
      return `${number(count)} ${is} on a revision that is not proved here`
  }
}

export function hostSentence({ reason, revisionName }: Drift): string {
  switch (reason) {
    case 'appearedLater':
      return 'Began to match the group after its last success; the group never deployed to it.'
    case 'neverDeployed':
      return 'Was meant by the last success and was not reached; nothing of this group was ever installed there.'
    case 'failedLastTime':
      return revisionName === undefined
        ? 'The last attempt failed or was left part-way, so what is installed there is not known.'
        : `The last attempt failed or was left part-way; ${revisionName} was installed before.`
    case 'olderRevision':
      return `Runs ${revisionName ?? 'a revision'}, which succeeded here before.`
    case 'unknownRevision':
      return revisionName === undefined
        ? 'What is installed there is not known.'
        : `Has ${revisionName}, which never became the revision of the group.`
  }
}

const number = (count: number): string => count.toLocaleString('en')

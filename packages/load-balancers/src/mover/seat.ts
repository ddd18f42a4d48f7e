/** One host and the target groups where it should be, or should not be any more. */
import type { Diagnostics } from '@sluice/model'
import type { MemberName } from '../reconciler/rows.ts'
import type { MemberWriter } from './member-writer.ts'
import type { Waiting } from './waiting.ts'

export interface Seat {
  accountId: string
  targetGroupNames: readonly string[]
  targetId: string
}

/** What moving one host needs besides. */
export interface Moving extends Waiting {
  writer: MemberWriter
  say(note: string): void
  /** Aborted when the event is withdrawn or the mover stops. */
  signal: AbortSignal
}

export interface Result {
  status: 'Succeeded' | 'Failed'
  diagnostics: Diagnostics
}

export const namesOf = ({ accountId, targetGroupNames, targetId }: Seat): MemberName[] =>
  targetGroupNames.map((targetGroupName) => ({ accountId, targetGroupName, targetId }))

/** For each of these members, the generation that holds everything committed so far. */
export function generationsOf({ registrations }: Waiting, names: readonly MemberName[]): Map<MemberName, number> {
  return new Map(names.map((name) => [name, registrations.generation(name.accountId, name.targetGroupName)]))
}

export const succeeded = (message: string): Result => result('Succeeded', 'Success', message)
export const failed = (message: string): Result => result('Failed', 'UnknownError', message)

export const goneSentence = (targetGroupName: string): string =>
  `The target group ${targetGroupName}, or its load balancer, does not exist any more.`

function result(status: Result['status'], errorCode: Diagnostics['errorCode'], message: string): Result {
  return { status, diagnostics: { errorCode, scriptName: '', message: message.slice(0, 4096), logTail: '' } }
}

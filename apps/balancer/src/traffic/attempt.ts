/** One try to have one host answer one request, and what its failure means. */
import type { ClientRequest } from 'node:http'
import type { PassThrough } from 'node:stream'
import type { Member } from './member.ts'
import type { Refusal } from './refuse.ts'
import type { ListenerKind } from './traffic-record.ts'

export type Attempt = {
  member: Member
  listener: ListenerKind
  startedAt: number
  /** Of the client's request; read only once the host has accepted the connection. */
  body: PassThrough | undefined
  request: ClientRequest | undefined
  isConnected: boolean
  isAnswered: boolean
  /** Why we broke it off ourselves. */
  brokenOff: 'cut' | 'moved' | 'silent' | undefined
}

export function breakOff(attempt: Attempt, why: NonNullable<Attempt['brokenOff']>): void {
  attempt.brokenOff ??= why
  attempt.request?.destroy()
}

/** Never reached the host: anybody else may have it. Reached it: only what may be done twice (RFC 9110, 9.2.2). */
export function mayTryAnother(attempt: Attempt, isRepeatable: boolean): boolean {
  if (attempt.isAnswered || attempt.brokenOff === 'cut' || attempt.brokenOff === 'silent') return false
  return !attempt.isConnected || attempt.brokenOff === 'moved' || isRepeatable
}

/** A host that was told to take nothing more did nothing wrong, and a head that cannot be sent on is the client's. */
export function isHostsFault(attempt: Attempt, error: unknown): boolean {
  return attempt.brokenOff !== 'moved' && !isClientsFault(error)
}

export function isClientsFault(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('ERR_INVALID_') || code.startsWith('ERR_UNESCAPED') || code.startsWith('ERR_HTTP_INVALID')
}

export function refusalFor(attempt: Attempt, error: unknown): Refusal {
  if (isClientsFault(error)) return { status: 400, text: 'The request cannot be passed on as it is.' }
  if (attempt.brokenOff === 'silent') return { status: 504, text: 'The host gave no answer in time.' }
  if (attempt.brokenOff === 'cut') return { status: 502, text: 'The host was taken out of service before it answered.' }
  return { status: 502, text: 'The host broke off before it answered.' }
}

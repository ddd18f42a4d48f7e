/** The typed client of the operation table, for the dashboard, stories and scripts. Browser-safe. */
import type { RefusalCode, RefusalDetail } from '@sluice/model'
import type { Input, OperationName, Output } from './contracts.ts'
import type { TroubleCode } from './troubles.ts'

export interface ClientOptions {
  /** '' for the same origin. */
  baseUrl?: string
  token?: string
  fetch?: typeof fetch
}

export interface CallOptions {
  signal?: AbortSignal
  idempotencyKey?: string
}

/** What was refused, what was in trouble, or that nobody answered. */
export type ErrorCode = RefusalCode | TroubleCode | 'Unreachable'

/** `message` is a sentence for people. `status` 0 = no answer. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly requestId: string | undefined
  readonly details: readonly RefusalDetail[]
  constructor(
    code: ErrorCode,
    message: string,
    status: number,
    requestId?: string,
    details: readonly RefusalDetail[] = [],
  ) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.requestId = requestId
    this.details = details
  }
}

export interface Client {
  call<N extends OperationName>(name: N, input: Input<N>, options?: CallOptions): Promise<Output<N>>
}

const noAnswer = 'The server did not answer.'
/** Whoever only looked has changed nothing, and is not told so. */
const noAnswerToChange = `${noAnswer} Your change may not have happened.`

export function createClient({ baseUrl = '', token, fetch: send = fetch }: ClientOptions = {}): Client {
  return {
    async call(name, input, { signal, idempotencyKey } = {}) {
      const headers: Record<string, string> = { 'content-type': 'application/json' }
      if (token !== undefined) headers['authorization'] = `Bearer ${token}`
      if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey
      const request: RequestInit = { method: 'POST', headers, body: JSON.stringify(input) }
      if (signal !== undefined) request.signal = signal
      const response = await send(`${baseUrl}/api/${name}`, request).catch((cause: unknown) => {
        if (signal?.aborted === true) throw cause
        throw new ApiError('Unreachable', idempotencyKey === undefined ? noAnswer : noAnswerToChange, 0)
      })
      const body: unknown = await response.json().catch(() => undefined)
      if (!response.ok) throw errorOf(response.status, body)
      return body as never
    },
  }
}

function errorOf(status: number, body: unknown): ApiError {
  const error = (
    body as { error?: { code?: ErrorCode; message?: string; requestId?: string; details?: RefusalDetail[] } }
  )?.error
  if (error?.code === undefined)
    return new ApiError('Fault', `The server answered ${status} without saying why.`, status)
  return new ApiError(error.code, error.message ?? error.code, status, error.requestId, error.details)
}

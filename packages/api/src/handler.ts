/** The form of a handler: a few lines that read as a story (find, refuse, act, answer). Knows no HTTP. */
import type { WrittenBy } from '@sluice/conductor'
import type { Actor } from '@sluice/model'
import type { OperationName, Operations } from './contracts.ts'
import type { OutputOf, ParsedOf } from './operation.ts'
import type { Ports } from './ports.ts'

/** The caller's own session, which only the session operations touch. A door turns it into a cookie. */
export interface SessionDoor {
  /** The secret that the caller presented; undefined for tokens and strangers. */
  readonly secret: string | undefined
  open(secret: string, expireTime: string): void
  close(): void
}

export interface Call {
  ports: Ports
  /** Who asks. Only anonymous operations are handled without one. */
  caller: Actor | undefined
  /** The same, for all others. */
  readonly actor: Actor
  /** Where the call came from, for rate limits of sign-in. */
  address: string
  requestId: string
  /** Aborted when the caller waits for the answer no longer. */
  signal?: AbortSignal | undefined
  session: SessionDoor
  /** What the audit row and the kept answer of a write are made of. `resource` is like `application:storefront`. */
  by(resource: string, detail?: string): WrittenBy
}

export type Handler<N extends OperationName> = (
  input: ParsedOf<Operations[N]>,
  call: Call,
) => Promise<OutputOf<Operations[N]>>

export type Handlers = { [N in OperationName]: Handler<N> }

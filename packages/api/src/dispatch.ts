/**
 * The one path of every call, whichever door it came through: known, allowed, well formed, not answered before, handled.
 * Allowed comes before well formed, so that a stranger learns nothing from our complaints.
 */
import { refuse, RefusalError, type Actor } from '@sluice/model'
import { audited, newTrail, resourceOf, type Trail } from './audit-trail.ts'
import { operations, type OperationName } from './contracts.ts'
import { refuseInput } from './field-refusals.ts'
import type { Call, Handler, SessionDoor } from './handler.ts'
import { handlers } from './handlers.ts'
import { answerBefore, keptAs, type KeptAs } from './idempotency.ts'
import type { AnyOperation } from './operation.ts'
import type { Ports } from './ports.ts'

export interface CalledBy {
  /** Who the door found the caller to be; undefined for a stranger. */
  caller: Actor | undefined
  address: string
  requestId: string
  /** Aborted when the caller waits for the answer no longer. */
  signal?: AbortSignal | undefined
}

export interface Request extends CalledBy {
  operation: string
  body: unknown
  session: SessionDoor
  idempotencyKey?: string | undefined
}

/** Resolves with the answer, rejects with a `RefusalError`, or with a fault. */
export async function dispatch(ports: Ports, request: Request): Promise<unknown> {
  const name = knownOperation(request.operation)
  if (isAnonymous(name)) return handled(ports, name, request, newTrail(name))
  if (!operations[name].writes) {
    refuseIfNotAllowed(ports, name, request)
    return handled(ports, name, request, newTrail(name))
  }
  return audited(ports, name, request, async (trail) => {
    refuseIfNotAllowed(ports, name, request)
    return handled(ports, name, request, trail)
  })
}

async function handled(ports: Ports, name: OperationName, request: Request, trail: Trail): Promise<unknown> {
  const input = parsed(name, request.body)
  trail.resource = resourceOf(name, input)
  const kept = keptFor(ports, name, request, input)
  const before = kept && (await answerBefore(ports.store, kept, ports.now()))
  if (before !== undefined) return repeated(name, before.answer)
  // The registry pairs each name with its own handler; TypeScript cannot follow the pairing through a union of names.
  const handler = handlers[name] as Handler<OperationName>
  return handler(input as never, callOf(ports, { ...request, action: name, kept, trail }))
}

/** For routes whose answers are streams: the call of somebody who may, or a refusal, which is worth an audit row. */
export function allowedCall(ports: Ports, action: string, by: CalledBy): Promise<Call> {
  return allowedWrite(ports, action, by, async (call) => call)
}

/** For routes whose bodies are streams. */
export function allowedWrite<Answer>(
  ports: Ports,
  action: string,
  by: CalledBy,
  act: (call: Call) => Promise<Answer>,
): Promise<Answer> {
  return audited(ports, action, by, async (trail) => {
    refuseIfNotAllowed(ports, action, by)
    return act(callOf(ports, { ...by, action, session: noSession, trail }))
  })
}

function knownOperation(name: string): OperationName {
  if (Object.hasOwn(operations, name)) return name as OperationName
  refuse('UnknownOperation', `There is no such operation: /api/openapi.json names those there are.`)
}

/** Changes something: its caller must come from our own pages, or with a token. */
export function isWrite(operation: string): boolean {
  return Object.hasOwn(operations, operation) && operations[operation as OperationName].writes
}

const isAnonymous = (name: OperationName): boolean => {
  const contract: AnyOperation = operations[name]
  return contract.anonymous === true
}

function refuseIfNotAllowed(ports: Ports, action: string, { caller }: CalledBy): void {
  if (caller === undefined) refuse('NotSignedIn', 'Sign in first, or send a token that is good.')
  const refused = ports.access.mayCall(caller, action)
  if (refused !== undefined) throw new RefusalError(refused)
}

function parsed(name: OperationName, body: unknown): unknown {
  const result = operations[name].input.safeParse(body)
  return result.success ? result.data : refuseInput(name, result.error, body)
}

/** Sign-in and sign-out change nobody's data but the caller's session, and strangers have no scope to keep answers in. */
function keptFor(ports: Ports, operation: OperationName, request: Request, input: unknown): KeptAs | undefined {
  const { caller: actor, idempotencyKey: key } = request
  const contract: AnyOperation = operations[operation]
  if (key === undefined || actor === undefined || !contract.writes || contract.anonymous === true) return undefined
  return keptAs({ actor, operation, key, input, now: ports.now() })
}

function repeated(name: OperationName, answer: unknown): unknown {
  const contract: AnyOperation = operations[name]
  if (contract.showsSecretOnce !== true) return answer
  refuse(
    'IdempotencyKeyReused',
    'This was done already, and its secret is shown only once: use a new key to make another.',
  )
}

interface CallParts extends CalledBy {
  action: string
  session: SessionDoor
  trail: Trail
  kept?: KeptAs | undefined
}

function callOf(ports: Ports, { caller, session, address, requestId, signal, action, kept, trail }: CallParts): Call {
  return {
    ports,
    caller,
    get actor() {
      return caller ?? refuse('NotSignedIn', 'Sign in first, or send a token that is good.')
    },
    session,
    address,
    requestId,
    signal,
    by(resource, detail) {
      trail.isLeft = true
      const optional = { ...(detail !== undefined && { detail }), ...(kept && { idempotency: kept }) }
      return { actor: this.actor, action, resource, requestId, ...optional }
    },
  }
}

const noSession: SessionDoor = {
  secret: undefined,
  open: () => refuse('AccessDenied', 'No session can be opened here.'),
  close: () => {},
}

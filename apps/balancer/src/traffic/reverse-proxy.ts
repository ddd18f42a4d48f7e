/**
 * Passes requests to hosts and their answers back, over httpxy. A host that just died costs no failed request where that can be
 * helped: what did not reach it goes to the next one. Only members are ever contacted (A12): the target is the member's
 * address, whatever the request's line or headers say.
 */
import { createProxyServer } from 'httpxy'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { type Attempt, breakOff, isHostsFault, mayTryAnother, refusalFor } from './attempt.ts'
import { hasBody, prepareAnswer, prepareHeaders } from './forwarded-headers.ts'
import type { Member } from './member.ts'
import { nobody, type Refusal, refuse } from './refuse.ts'
import type { ListenerKind } from './traffic-record.ts'

/** A machine that is gone does not refuse, it is silent. */
export const connectMs = 2_000
/** Without a byte in either direction. */
const silenceMs = 120_000
const mostTries = 3
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])

/** What a listener offers to those who serve its requests. */
export type Pool = {
  listener: ListenerKind
  /** Whose turn it is, without those that were tried. */
  choose(tried: ReadonlySet<Member>): Member | undefined
  record(member: Member, latencyMs: number, isError: boolean): void
}

export type ReverseProxy = ReturnType<typeof reverseProxy>

export function reverseProxy() {
  const proxy = createProxyServer()
  const attempts = new WeakMap<IncomingMessage, Attempt>()
  const pools = new WeakMap<Attempt, Pool>()

  async function serve(request: IncomingMessage, response: ServerResponse, pool: Pool): Promise<void> {
    const isRepeatable = repeatable.has(request.method ?? '') && !hasBody(request)
    const tried = new Set<Member>()
    let refusal: Refusal | undefined
    prepareHeaders(request, false)
    while (tried.size < mostTries) {
      const member = pool.choose(tried)
      if (!member) break
      tried.add(member)
      const failure = await passTo(member, request, response, pool)
      if (failure === undefined || response.closed) return
      refusal = failure.refusal
      if (!mayTryAnother(failure.attempt, isRepeatable)) break
    }
    refuse(response, refusal ?? nobody, request.complete)
  }

  /** Undefined when the client has its answer, or is gone. */
  async function passTo(member: Member, request: IncomingMessage, response: ServerResponse, pool: Pool) {
    const attempt: Attempt = {
      member,
      listener: pool.listener,
      startedAt: performance.now(),
      body: hasBody(request) ? new PassThrough() : undefined,
      request: undefined,
      isConnected: false,
      isAnswered: false,
      brokenOff: undefined,
    }
    attempts.set(request, attempt)
    pools.set(attempt, pool)
    const isOver = member.begin(() => breakOff(attempt, 'cut'))
    try {
      const target = targetOf(member)
      await proxy.web(request, response, { target, agent: member.agent, ...(attempt.body && { buffer: attempt.body }) })
      return undefined
    } catch (error) {
      if (response.closed) return undefined
      if (isHostsFault(attempt, error)) {
        // An answer that breaks off was counted when it began.
        if (!attempt.isAnswered) pool.record(member, performance.now() - attempt.startedAt, true)
        member.watched.askNow()
      }
      return { attempt, refusal: refusalFor(attempt, error) }
    } finally {
      isOver()
    }
  }

  proxy.on('proxyReq', (upstream, request) => {
    const attempt = attempts.get(request)
    if (!attempt) return
    attempt.request = upstream
    if (attempt.brokenOff) return void upstream.destroy()
    const connected = () => {
      // It was taken out while we connected: nothing was sent yet, and nothing will be.
      if (!attempt.member.takes(attempt.listener)) return breakOff(attempt, 'moved')
      attempt.isConnected = true
      upstream.setTimeout(silenceMs, () => breakOff(attempt, 'silent'))
      if (attempt.body) request.pipe(attempt.body)
    }
    if (!upstream.socket?.connecting) return connected()
    const deadline = setTimeout(() => upstream.destroy(), connectMs)
    upstream.once('close', () => clearTimeout(deadline))
    upstream.socket.once('connect', () => {
      clearTimeout(deadline)
      connected()
    })
  })

  proxy.on('proxyRes', (answer, request, response) => {
    const attempt = attempts.get(request)
    if (!attempt) return
    attempt.isAnswered = true
    const latencyMs = performance.now() - attempt.startedAt
    pools.get(attempt)?.record(attempt.member, latencyMs, (answer.statusCode ?? 500) >= 500)
    prepareAnswer(answer, response.shouldKeepAlive)
  })

  const handshakes = new WeakMap<IncomingMessage, (status: number) => void>()
  proxy.on('proxyReqWs', (upstream, request) => {
    const answered = (answer: IncomingMessage) => handshakes.get(request)?.(answer.statusCode ?? 502)
    upstream.once('upgrade', answered).once('response', answered)
  })

  return {
    proxy,
    serve,
    /** `answered` hears the status with which a host answers the wish for another protocol. */
    onHandshake: (request: IncomingMessage, answered: (status: number) => void) =>
      void handshakes.set(request, answered),
  }
}

export function targetOf(member: Member) {
  const { address, port } = member.desired()
  return { protocol: 'http:', host: address, port }
}

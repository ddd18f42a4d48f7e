/**
 * Hears of every change in the balancer process within milliseconds: which balancer to observe again. It reconnects for ever
 * and names all balancers after each connection, so that nothing is missed. The reconciler's own rounds do not depend on it.
 */
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { embeddedClient } from './embedded-client.ts'
import { BalancerChanged, paths, pulseMilliseconds } from './wire.ts'

const reconnectMilliseconds = 250

export type FollowChanges = {
  socketPath: string
  /** The name of a balancer whose observed state is not what it was. Must not throw. */
  onChanged(name: string): void
  /** Called when the stream breaks off or cannot be had; then it is tried again. */
  onTrouble?(error: unknown): void
}

/** Answers the function that ends it. */
export function followBalancerChanges(need: FollowChanges): () => void {
  const client = embeddedClient(need.socketPath)
  const end = new AbortController()
  void followForEver(client.pool, need, end.signal)
  return () => {
    end.abort()
    void client.close()
  }
}

type Pool = ReturnType<typeof embeddedClient>['pool']

async function followForEver(pool: Pool, need: FollowChanges, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await follow(pool, need.onChanged, signal)
    } catch (error) {
      if (!signal.aborted) need.onTrouble?.(error)
    }
    await pause(reconnectMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

async function follow(pool: Pool, onChanged: (name: string) => void, signal: AbortSignal): Promise<void> {
  const response = await pool.request({
    method: 'GET',
    path: paths.changes,
    signal,
    bodyTimeout: 2 * pulseMilliseconds,
  })
  for await (const line of createInterface({ input: response.body })) {
    if (line !== '') onChanged(BalancerChanged.parse(JSON.parse(line)).name)
  }
}

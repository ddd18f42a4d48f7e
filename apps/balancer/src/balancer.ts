/** One balancer: its fleet, its listeners and what was measured, told by a desired state what to be. */
import type { DesiredBalancer, MeasureQuestion, ObservedBalancer } from '@sluice/model'
import { openFleet } from './fleet.ts'
import { type Listener, openListener } from './listener.ts'
import type { Pool, ReverseProxy } from './traffic/reverse-proxy.ts'
import { type ListenerKind, trafficRecord } from './traffic/traffic-record.ts'
import { serveUpgrade } from './traffic/upgrade.ts'
import type { HealthByAddress } from './watched-addresses.ts'

export type BalancerNeeds = {
  host: string
  desired: DesiredBalancer
  trusted: HealthByAddress
  proxy: ReverseProxy
  now(): number
  /** What `observe` answers is not what it was. */
  onChanged(): void
  onHealth(): void
  onFault(fault: unknown): void
}

export type Balancer = ReturnType<typeof openBalancer>

const kinds = ['production', 'test'] as const

export function openBalancer(needs: BalancerNeeds) {
  let { desired } = needs
  const record = trafficRecord(needs.now)
  const fleet = openFleet(needs)
  const listeners = new Map<ListenerKind, Listener>()

  function take(next: DesiredBalancer): Promise<unknown> {
    desired = next
    fleet.set(next)
    record.cut()
    setListeners(next)
    return Promise.all(open().map((listener) => listener.firstTry))
  }

  /** First those that go: two may swap their ports. */
  function setListeners({ listeners: ports, drainSeconds }: DesiredBalancer): void {
    for (const [kind, listener] of listeners) {
      if (listener.port === ports[kind]) continue
      listener.close(drainSeconds * 1000)
      listeners.delete(kind)
    }
    for (const kind of kinds) {
      const port = ports[kind]
      if (port !== undefined && !listeners.has(kind)) listeners.set(kind, listenerOn(kind, port))
    }
  }

  const open = (): Listener[] => kinds.flatMap((kind) => listeners.get(kind) ?? [])

  function listenerOn(kind: ListenerKind, port: number): Listener {
    const pool = poolOf(kind)
    return openListener({
      kind,
      port,
      host: needs.host,
      serve: (request, response) => needs.proxy.serve(request, response, pool),
      upgrade: (request, socket, head) => serveUpgrade(needs.proxy, request, socket, head, pool),
      onChanged: needs.onChanged,
      onFault: needs.onFault,
    })
  }

  function poolOf(listener: ListenerKind): Pool {
    return {
      listener,
      choose: (tried) => fleet.choose(listener, tried),
      record: ({ targetGroupName, desired }, latencyMs, isError) =>
        record.add({ targetGroupName, targetId: desired().targetId, listener }, latencyMs, isError),
    }
  }

  const ready = take(desired)
  return {
    ready,
    desired: () => desired,
    /** Takes it over at once; settles when the listeners have tried their ports. */
    take,
    observe: (): ObservedBalancer => ({
      name: desired.name,
      generation: desired.generation,
      listeners: open().map((listener) => listener.observed()),
      targetGroups: fleet.observed(desired),
    }),
    measure: (question: MeasureQuestion) => record.measure(question),
    healthy: fleet.healthy,
    openExchanges: fleet.open,
    end(cutAfterMs = desired.drainSeconds * 1000): void {
      for (const listener of open()) listener.close(cutAfterMs)
      fleet.end(cutAfterMs)
    },
  }
}

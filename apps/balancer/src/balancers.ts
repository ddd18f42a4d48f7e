/**
 * All balancers of this process, by name. A desired state is on the disk before it is taken over and acknowledged; changes of one
 * balancer come one after the other.
 */
import type { DesiredBalancer, MeasureQuestion, ObservedBalancer, TrafficMeasure } from '@sluice/model'
import type { Logger } from 'pino'
import { type Balancer, openBalancer } from './balancer.ts'
import { changeFeed } from './control/change-feed.ts'
import { soon } from './soon.ts'
import { stateFolder } from './state-folder.ts'
import { reverseProxy } from './traffic/reverse-proxy.ts'
import type { HealthByAddress } from './watched-addresses.ts'

/** Health is written down this long after it changed: a fleet that starts is one write. */
const healthDelayMs = 200

export type BalancersNeeds = { folder: string; host: string; now(): number; log: Logger }

export type Balancers = ReturnType<typeof openBalancers>

/** Serves at once what the disk says. */
export function openBalancers({ folder: path, host, now, log }: BalancersNeeds) {
  const folder = stateFolder(path)
  const proxy = reverseProxy()
  const feed = changeFeed()
  const running = new Map<string, Balancer>()
  const turns = new Map<string, Promise<unknown>>()
  const health = soon(healthDelayMs, keepHealth)

  function open(desired: DesiredBalancer, trusted: HealthByAddress): Balancer {
    const { name } = desired
    const balancer = openBalancer({
      host,
      desired,
      trusted,
      proxy,
      now,
      onChanged: () => feed.changed(name),
      onHealth: () => {
        feed.changed(name)
        health.ask(name)
      },
      onFault: (fault) => log.error({ err: fault, balancer: name }, 'a request was broken off by a fault of ours'),
    })
    running.set(name, balancer)
    return balancer
  }

  async function apply(desired: DesiredBalancer): Promise<number> {
    return inTurn(desired.name, async () => {
      const known = running.get(desired.name)
      if (known && desired.generation < known.desired().generation) return known.desired().generation
      const isNews = JSON.stringify(known?.desired()) !== JSON.stringify(desired)
      if (isNews) await takeOver(known, desired)
      return desired.generation
    })
  }

  async function takeOver(known: Balancer | undefined, desired: DesiredBalancer): Promise<void> {
    await folder.write({ desired, healthy: known?.healthy() ?? {} })
    await (known ? known.take(desired) : open(desired, {}).ready)
    log.info({ balancer: desired.name, generation: desired.generation }, 'serves a new desired state')
    feed.changed(desired.name)
  }

  async function remove(name: string): Promise<void> {
    await inTurn(name, async () => {
      running.get(name)?.end()
      running.delete(name)
      health.forget(name)
      await folder.remove(name)
      feed.changed(name)
    })
  }

  function keepHealth(name: string): void {
    inTurn(name, async () => {
      const balancer = running.get(name)
      if (balancer) await folder.write({ desired: balancer.desired(), healthy: balancer.healthy() })
    }).catch((fault: unknown) => log.warn({ err: fault, balancer: name }, 'health cannot be written down'))
  }

  /** A failure is the caller's; the next one gets its turn all the same. */
  function inTurn<T>(name: string, act: () => Promise<T>): Promise<T> {
    const turn = (turns.get(name) ?? Promise.resolve()).then(act)
    const over = turn.then(
      () => undefined,
      () => undefined,
    )
    turns.set(name, over)
    void over.then(() => turns.get(name) === over && turns.delete(name))
    return turn
  }

  for (const { desired, healthy } of folder.read((file, fault) => log.error({ err: fault, file }, 'cannot be read'))) {
    open(desired, healthy)
  }

  return {
    feed,
    apply,
    remove,
    names: () => [...running.keys()],
    observe: (name: string): ObservedBalancer | undefined => running.get(name)?.observe(),
    observeAll: (): ObservedBalancer[] => [...running.values()].map((each) => each.observe()),
    measure: (name: string, question: MeasureQuestion): TrafficMeasure | undefined =>
      running.get(name)?.measure(question),
    openExchanges: () => [...running.values()].reduce((sum, each) => sum + each.openExchanges(), 0),
    end(cutAfterMs: number): void {
      for (const balancer of running.values()) balancer.end(cutAfterMs)
    },
  }
}

/** A balancer and hosts of one test: started with it, ended with it. */
import { afterEach, beforeEach } from 'vitest'
import { type Host, type HostOptions, startHost } from './a-host.ts'
import { type Running, startBalancer } from './a-balancer.ts'

export interface World {
  readonly balancer: Running
  host(name: string, options?: HostOptions): Promise<Host>
  /** Registers them, and waits until all are healthy. */
  serving(...hosts: Host[]): Promise<void>
}

/** Asked for once at the top of a file; every test gets its own. */
export function aWorld(): World {
  let running: Running | undefined
  let hosts: Host[] = []
  const balancer = (): Running => {
    if (running === undefined) throw new Error('the balancer is there inside of a test only')
    return running
  }
  beforeEach(async () => {
    running = await startBalancer()
    hosts = []
  })
  afterEach(async () => {
    await balancer().remove()
    await Promise.all(hosts.map((host) => host.kill().catch(() => undefined)))
  })
  return {
    get balancer() {
      return balancer()
    },
    host: async (name, options) => {
      const started = await startHost(name, options)
      hosts.push(started)
      return started
    },
    serving: async (...members) => {
      await balancer().apply(members.map((each) => each.member()))
      await balancer().untilAll('healthy')
    },
  }
}

/**
 * The promises of `LoadBalancerPort`, as one suite that every adapter runs. Real balancers need real time: whatever is not true at
 * once is waited for, generously.
 */
import type { DesiredBalancer, DesiredMember, Listeners, ObservedMember } from '@sluice/model'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BalancerTrouble, type LoadBalancerPort } from '../load-balancer.ts'

export interface BalancerUnderTest {
  /** Of the name `contract`; nothing was applied to it yet. */
  balancer: LoadBalancerPort
  /** Ports that the suite may listen on. */
  listeners: Listeners
  /** Starts a host that answers 200 to everything, or says where it is already. */
  host(targetId: string): Promise<{ address: string; port: number }>
  /** From now on the host fails its health check, or passes it again. */
  answers(targetId: string, how: 'healthy' | 'unhealthy'): Promise<void>
  /** One request through the production listener, to its end. */
  request(): Promise<void>
  /** Begins a request to the only host; resolves when it has arrived there, with what lets it end. */
  beginRequest(targetId: string): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** What an adapter does of its own: those that look at no host, or carry nobody's requests, are not asked about it. */
export interface Abilities {
  checksHealth: boolean
  carriesRequests: boolean
}

/** What an adapter does not promise is no test of it: neither passed nor skipped. */
function promisedIf(isPromised: boolean): (title: string, prove: () => Promise<void>) => void {
  return isPromised ? (title, prove) => it(title, prove) : () => undefined
}

const eventually = { timeout: 15_000, interval: 25 }

export function loadBalancerContract(
  adapter: string,
  open: () => Promise<BalancerUnderTest>,
  { checksHealth, carriesRequests }: Abilities = { checksHealth: true, carriesRequests: true },
): void {
  describe(`${adapter} keeps the promises of a load balancer`, () => {
    let test: BalancerUnderTest
    beforeEach(async () => {
      test = await open()
    })
    afterEach(() => test.close())

    async function member(targetId: string, over: Partial<DesiredMember> = {}): Promise<DesiredMember> {
      return { targetId, ...(await test.host(targetId)), weight: 1, traffic: 'production', ...over }
    }

    function desired(
      generation: number,
      members: DesiredMember[],
      over: Partial<DesiredBalancer> = {},
    ): DesiredBalancer {
      return {
        name: 'contract',
        generation,
        listeners: test.listeners,
        healthCheck,
        drainSeconds: 60,
        targetGroups: [{ name: 'shop', members }],
        ...over,
      }
    }

    async function observedMembers(): Promise<ObservedMember[]> {
      const { targetGroups } = await test.balancer.observe()
      return targetGroups.flatMap((group) => group.members)
    }

    async function observedHost(targetId: string): Promise<ObservedMember | undefined> {
      return (await observedMembers()).find((one) => one.targetId === targetId)
    }

    const isSeen = (targetId: string, expected: object) =>
      vi.waitFor(async () => expect(await observedHost(targetId)).toMatchObject(expected), eventually)

    it('answers what was applied, with its generation', async () => {
      const [one, two] = [await member('web-1'), await member('web-2', { weight: 3, traffic: 'test' })]
      await test.balancer.apply(desired(7, [one, two]))
      const observed = await test.balancer.observe()
      expect(observed).toMatchObject({ name: 'contract', generation: 7, targetGroups: [{ name: 'shop' }] })
      expect(await observedMembers()).toMatchObject([one, two])
    })

    it('has nothing to say before anything was applied', async () => {
      await expect(test.balancer.observe()).rejects.toBeInstanceOf(BalancerTrouble)
    })

    it('ignores a desired state of an older generation', async () => {
      const [one, two] = [await member('web-1'), await member('web-2')]
      await test.balancer.apply(desired(9, [one]))
      await test.balancer.apply(desired(8, [one, two]))
      expect((await test.balancer.observe()).generation).toBe(9)
      expect(await observedHost('web-2')).toBeUndefined()
    })

    it('changes nothing when it is told the same again', async () => {
      const one = await member('web-1')
      await test.balancer.apply(desired(9, [one]))
      await isSeen('web-1', { health: { state: 'healthy' } })
      const before = await observedHost('web-1')
      await test.balancer.apply(desired(9, [one]))
      await test.balancer.apply(desired(10, [one]))
      expect(await observedHost('web-1')).toEqual(before)
    })

    it('finds a host that answers healthy, and says by what', async () => {
      await test.balancer.apply(desired(1, [await member('web-1')]))
      await isSeen('web-1', { health: { state: 'healthy', reason: expect.stringMatching(/\S/) } })
    })

    promisedIf(checksHealth)('finds a host that fails unhealthy, and says why', async () => {
      const one = await member('web-1')
      await test.answers('web-1', 'unhealthy')
      await test.balancer.apply(desired(1, [one]))
      await isSeen('web-1', { health: { state: 'unhealthy', reason: expect.stringMatching(/\S/) } })
    })

    promisedIf(checksHealth)('finds out when a host fails, and when it has recovered', async () => {
      await test.balancer.apply(desired(1, [await member('web-1')]))
      await isSeen('web-1', { health: { state: 'healthy' } })
      await test.answers('web-1', 'unhealthy')
      await isSeen('web-1', { health: { state: 'unhealthy' } })
      await test.answers('web-1', 'healthy')
      await isSeen('web-1', { health: { state: 'healthy' } })
    })

    it('checks hosts that have no users too', async () => {
      const since = Date.now()
      const [one, two] = [
        await member('web-1', { traffic: 'test' }),
        await member('web-2', { traffic: 'draining', drainingSince: since }),
      ]
      await test.balancer.apply(desired(1, [one, two]))
      await isSeen('web-1', { traffic: 'test', health: { state: 'healthy' } })
      await isSeen('web-2', { traffic: 'draining', drainingSince: since, health: { state: 'healthy' } })
    })

    it('does not know hosts any more that are not in what was applied', async () => {
      const [one, two] = [await member('web-1'), await member('web-2')]
      await test.balancer.apply(desired(1, [one, two]))
      await test.balancer.apply(desired(2, [two]))
      expect((await observedMembers()).map((host) => host.targetId)).toEqual(['web-2'])
    })

    promisedIf(carriesRequests)('counts a draining host as busy until its last request has ended', async () => {
      const one = await member('web-1')
      await test.balancer.apply(desired(1, [one]))
      await isSeen('web-1', { health: { state: 'healthy' } })
      const end = await test.beginRequest('web-1')
      await test.balancer.apply(desired(2, [{ ...one, traffic: 'draining', drainingSince: Date.now() }]))
      expect(await observedHost('web-1')).toMatchObject({ traffic: 'draining', open: 1 })
      await end()
      await isSeen('web-1', { traffic: 'draining', open: 0 })
    })

    promisedIf(carriesRequests)(
      'gives a host its whole drain time, however late it is told that it drains',
      async () => {
        const one = await member('web-1')
        await test.balancer.apply(desired(1, [one]))
        await isSeen('web-1', { health: { state: 'healthy' } })
        const end = await test.beginRequest('web-1')
        const late = { ...one, traffic: 'draining' as const, drainingSince: Date.now() - 3_600_000 }
        await test.balancer.apply(desired(2, [late]))
        await test.balancer.apply(desired(3, [late]))
        await new Promise((resolve) => setTimeout(resolve, 50))
        expect(await observedHost('web-1')).toMatchObject({ traffic: 'draining', open: 1 })
        await end()
      },
    )

    promisedIf(carriesRequests)(
      'shows a host that was removed as draining until its last request has ended',
      async () => {
        const one = await member('web-1')
        await test.balancer.apply(desired(1, [one]))
        await isSeen('web-1', { health: { state: 'healthy' } })
        const end = await test.beginRequest('web-1')
        const told = Date.now()
        await test.balancer.apply(desired(2, []))
        const leaving = await observedHost('web-1')
        expect(leaving).toMatchObject({ traffic: 'draining', open: 1 })
        expect(leaving?.drainingSince).toBeGreaterThanOrEqual(told)
        await end()
        await vi.waitFor(async () => expect(await observedHost('web-1')).toBeUndefined(), eventually)
      },
    )

    promisedIf(carriesRequests)('still knows what is open on a host that was removed when it comes back', async () => {
      const one = await member('web-1')
      await test.balancer.apply(desired(1, [one]))
      await isSeen('web-1', { health: { state: 'healthy' } })
      const end = await test.beginRequest('web-1')
      await test.balancer.apply(desired(2, []))
      await test.balancer.apply(desired(3, [one]))
      expect(await observedHost('web-1')).toMatchObject({ open: 1 })
      await end()
    })

    it('has nothing open on a draining host that had no requests', async () => {
      const leaving = await member('web-1', { traffic: 'draining', drainingSince: Date.now() })
      await test.balancer.apply(desired(1, [leaving]))
      await isSeen('web-1', { open: 0 })
    })

    promisedIf(carriesRequests)('measures what hosts answered to users', async () => {
      const question = { targetGroupName: 'shop', targetIds: ['web-1'], listener: 'production' as const, since: 0 }
      const since = Date.now() - 1000
      await test.balancer.apply(desired(1, [await member('web-1')]))
      await isSeen('web-1', { health: { state: 'healthy' } })
      for (let count = 0; count < 3; count += 1) await test.request()
      await vi.waitFor(
        async () =>
          expect(await test.balancer.measure({ ...question, since })).toMatchObject({ requests: 3, errors: 0 }),
        eventually,
      )
      const ofOthers = await test.balancer.measure({ ...question, since, targetIds: ['web-2'] })
      expect(ofOthers).toMatchObject({ requests: 0, errors: 0 })
    })

    it('forgets everything when it is removed, and begins anew from any generation', async () => {
      const [one, two] = [await member('web-1'), await member('web-2')]
      await test.balancer.apply(desired(9, [one]))
      await test.balancer.remove()
      await expect(test.balancer.observe()).rejects.toBeInstanceOf(BalancerTrouble)
      await test.balancer.remove()
      await test.balancer.apply(desired(1, [two]))
      expect((await test.balancer.observe()).generation).toBe(1)
      expect((await observedMembers()).map((host) => host.targetId)).toEqual(['web-2'])
    })
  })
}

const healthCheck: DesiredBalancer['healthCheck'] = {
  path: '/health',
  intervalSeconds: 0.1,
  timeoutSeconds: 1,
  healthyThreshold: 1,
  unhealthyThreshold: 1,
  matcher: '200',
}

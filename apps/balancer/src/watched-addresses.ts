/** The health of every address of one balancer. Two members at the same address are asked once. */
import type { HealthCheck, MemberHealth } from '@sluice/model'
import type { Address } from './health/ask-health.ts'
import { type WatchedAddress, watchAddress } from './health/watched-address.ts'

export type HealthByAddress = Record<string, MemberHealth>

export type WatchedAddresses = ReturnType<typeof watchAddresses>

export function watchAddresses(needs: { trusted: HealthByAddress; now(): number; onChanged(): void }) {
  const watched = new Map<string, WatchedAddress>()
  let { trusted } = needs

  return {
    /** Starts to watch what is new, goes on with what is known, forgets the rest. */
    set(addresses: readonly Address[], check: HealthCheck): void {
      const wanted = new Map(addresses.map((address) => [keyOf(address), address]))
      for (const [key, each] of watched) {
        if (wanted.has(key)) each.setCheck(check)
        else forget(key, each)
      }
      for (const [key, address] of wanted) {
        const { now, onChanged } = needs
        if (!watched.has(key)) watched.set(key, watchAddress({ address, check, trusted: trusted[key], now, onChanged }))
      }
      trusted = {}
    },
    at(address: Address): WatchedAddress {
      const found = watched.get(keyOf(address))
      if (!found) throw new Error(`${keyOf(address)} is not watched`)
      return found
    },
    /** What may be trusted after a restart. */
    healthy: (): HealthByAddress =>
      Object.fromEntries(
        [...watched].filter(([, each]) => each.isHealthy()).map(([key, each]) => [key, each.health()]),
      ),
    end(): void {
      for (const [key, each] of watched) forget(key, each)
    },
  }

  function forget(key: string, each: WatchedAddress): void {
    each.end()
    watched.delete(key)
  }
}

const keyOf = ({ address, port }: Address): string => `${address} ${port}`

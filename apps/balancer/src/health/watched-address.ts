/**
 * The health of one address, asked again and again. It outlives changes of the desired state and of the role of the member;
 * what is trusted from before a restart stays until the first answer says otherwise.
 */
import type { HealthCheck, MemberHealth } from '@sluice/model'
import { type Address, askHealth } from './ask-health.ts'
import { judge, type Judged, unjudged } from './judge-health.ts'

export type WatchedAddress = ReturnType<typeof watchAddress>

export type WatchNeeds = {
  address: Address
  check: HealthCheck
  /** What was known before this process started. */
  trusted: MemberHealth | undefined
  now(): number
  /** State or reason are not what they were. */
  onChanged(): void
}

export function watchAddress(needs: WatchNeeds) {
  const end = new AbortController()
  let { check } = needs
  let judged: Judged = needs.trusted ? { health: needs.trusted, against: 0 } : unjudged(needs.now())
  let isFirst = true
  let isAsking = false
  let timer: NodeJS.Timeout | undefined

  async function ask(): Promise<void> {
    if (isAsking) return
    isAsking = true
    clearTimeout(timer)
    const startedAt = needs.now()
    const answer = await askHealth(needs.address, check, end.signal)
    isAsking = false
    if (end.signal.aborted) return
    // Trust from before a restart is a guess: like at a new member, the first answer decides.
    take(judge(isFirst ? unjudged(needs.now()) : judged, answer, check, needs.now()))
    isFirst = false
    timer = setTimeout(() => void ask(), Math.max(0, startedAt + check.intervalSeconds * 1000 - needs.now()))
  }

  function take(next: Judged): void {
    const before = judged.health
    const isSame = next.health.state === before.state
    judged = isSame ? { ...next, health: { ...next.health, since: before.since } } : next
    if (!isSame || next.health.reason !== before.reason) needs.onChanged()
  }

  void ask()
  return {
    health: (): MemberHealth => judged.health,
    isHealthy: (): boolean => judged.health.state === 'healthy',
    setCheck(next: HealthCheck): void {
      const isOther = JSON.stringify(next) !== JSON.stringify(check)
      check = next
      if (isOther) void ask()
    },
    /** A request just failed to get through: no need to wait for the next turn. */
    askNow: (): void => void ask(),
    end(): void {
      end.abort()
      clearTimeout(timer)
    },
  }
}

/**
 * How fresh everything on the screen is. The age counts from the last heartbeat, not from the last event: silence of the
 * server and a dead socket are told apart.
 */
import { connection, retryNow } from '../live/bridge.ts'
import type { Connection } from '../live/connection.ts'
import { useNow, wallNow } from '../ui/clock.ts'
import { cx } from '../ui/cx.ts'
import { useStore } from '../ui/store.ts'
import { clockTime, useZone } from '../ui/time-format.ts'
import type { Zone } from '../ui/time-format.ts'

export function ConnectionCapsule() {
  const state = useStore(connection)
  const zone = useZone()
  useNow()
  const isLive = state.phase === 'live'
  return (
    <div
      role="group"
      aria-label="Connection"
      data-state={isLive ? 'live' : 'stale'}
      className="flex min-h-7 items-center gap-1.5 rounded-full border border-line px-2.5 text-xs text-muted data-[state=stale]:border-ready-line"
    >
      <span
        aria-hidden
        className={cx('size-2 shrink-0 rounded-full', isLive ? 'bg-success-line' : 'border-2 border-ready-line')}
      />
      <span className="whitespace-nowrap">{capsuleText(state, wallNow(), zone)}</span>
      {state.phase === 'reconnecting' && (
        <button type="button" onClick={retryNow} className="min-h-6 font-semibold text-accent underline">
          Retry now
        </button>
      )}
    </div>
  )
}

export function capsuleText(state: Connection, now: number, zone: Zone): string {
  const seconds = (ms: number) => Math.max(0, Math.round(ms / 1000))
  switch (state.phase) {
    case 'connecting':
      return 'Connecting'
    case 'live':
      return `Live · ${seconds(now - state.heardAt)} s`
    case 'silent':
      return `No word from the server · data from ${clockTime(state.heardAt, zone)} (${seconds(now - state.heardAt)} s old)`
    case 'reconnecting': {
      const wait = seconds(state.retryAt - now)
      const next = wait > 0 ? `Reconnecting in ${wait} s` : 'Reconnecting'
      return state.heardAt === undefined ? next : `${next} · data from ${clockTime(state.heardAt, zone)}`
    }
  }
}

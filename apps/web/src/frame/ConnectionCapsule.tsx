/**
 * How fresh everything on the screen is. The age counts from the last heartbeat, not from the last event: silence of the
 * server and a dead socket are told apart.
 */
import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { caughtUp, connection, pauseLive, resumeLive, retryNow } from '../live/bridge.ts'
import type { Connection } from '../live/connection.ts'
import { useWallNow } from '../ui/clock.ts'
import { useStore } from '../ui/store.ts'
import { clockTime, useZone } from '../ui/time-format.ts'
import type { Zone } from '../ui/time-format.ts'
import { CapsuleGlyph } from './CapsuleGlyph.tsx'

export function ConnectionCapsule() {
  const state = useStore(connection)
  const changes = useStore(caughtUp)
  const [zone, now] = [useZone(), useWallNow()]
  useGoingOnElsewhere()
  const isLive = state.phase === 'live'
  return (
    <div
      role="group"
      aria-label="Connection"
      data-state={isLive ? 'live' : 'stale'}
      className="flex min-h-7 min-w-0 items-center gap-1.5 rounded-full border border-line px-2.5 text-xs text-muted data-[state=stale]:border-ready-line"
    >
      <CapsuleGlyph phase={isLive && changes !== undefined ? 'catchingUp' : state.phase} />
      <Words text={capsuleText(state, { now, zone, changes })} />
      <CapsuleButton phase={state.phase} />
    </div>
  )
}

/** A phone has room for the first part: what is stale says on its own how old it is. */
function Words({ text }: { text: string }) {
  const [state, ...rest] = text.split(' · ')
  return (
    <span className="min-w-0 sm:whitespace-nowrap">
      {state}
      {rest.length > 0 && <span className="max-sm:sr-only"> · {rest.join(' · ')}</span>}
    </span>
  )
}

/** Pausing holds the screen one looks at, not the next one. */
function useGoingOnElsewhere(): void {
  const { pathname } = useLocation()
  useEffect(() => resumeLive, [pathname])
}

function CapsuleButton({ phase }: { phase: Connection['phase'] }) {
  const look = 'min-h-6 whitespace-nowrap font-semibold text-accent underline'
  switch (phase) {
    case 'reconnecting':
    case 'silent':
      return (
        <button type="button" onClick={retryNow} className={look}>
          Retry<span className="max-sm:sr-only"> now</span>
        </button>
      )
    case 'paused':
      return (
        <button type="button" onClick={resumeLive} className={look}>
          Go on
        </button>
      )
    case 'live':
      return (
        <button
          type="button"
          onClick={pauseLive}
          aria-label="Pause: let this screen stand still"
          className="-mr-1 grid size-6 place-items-center rounded-full text-muted hover:text-text max-sm:hidden"
        >
          <CapsuleGlyph phase="paused" />
        </button>
      )
    case 'connecting':
      return null
  }
}

interface Seen {
  now: number
  zone: Zone
  /** That came since the connection is back, while they come. */
  changes?: number | undefined
}

export function capsuleText(state: Connection, { now, zone, changes }: Seen): string {
  const seconds = (ms: number) => Math.max(0, Math.round(ms / 1000))
  const dataFrom = (heardAt: number) => `data from ${clockTime(heardAt, zone)} (${seconds(now - heardAt)} s old)`
  switch (state.phase) {
    case 'connecting':
      return 'Connecting'
    case 'live':
      if (changes !== undefined) return catchingUpText(changes)
      return `Live · ${seconds(now - state.heardAt)} s`
    case 'silent':
      return `No word from the server · ${dataFrom(state.heardAt)}`
    case 'paused':
      return `Paused by you · ${dataFrom(state.heardAt)}`
    case 'reconnecting': {
      const wait = seconds(state.retryAt - now)
      const next = wait > 0 ? `Reconnecting in ${wait} s` : 'Reconnecting'
      return state.heardAt === undefined ? next : `${next} · ${dataFrom(state.heardAt)}`
    }
  }
}

function catchingUpText(changes: number): string {
  if (changes === 0) return 'Catching up'
  return `Catching up · ${changes.toLocaleString('en')} ${changes === 1 ? 'change' : 'changes'}`
}

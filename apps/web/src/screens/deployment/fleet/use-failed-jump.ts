/** `[` and `]` where hosts are listed: the focus goes to the previous or the next one that failed, around both ends. */
import { useEffect, useRef } from 'react'
import { statusOf } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { useShortcut } from '../../../ui/keys.ts'

/**
 * `order`: the hosts as they are seen. Each one's link says `data-host`, its place in the fleet. `reveal` brings one to the
 * screen that may not be drawn yet.
 */
export function useFailedJump(fleet: Fleet, order: readonly number[], reveal?: (at: number) => void): void {
  const last = useRef<number>(undefined)
  const awaited = useRef<number>(undefined)
  const isFailed = (at: number) => statusOf(fleet, order[at] ?? -1) === 'Failed'
  const jump = (step: 1 | -1) => {
    const from = order.indexOf(focusedHost() ?? last.current ?? -1)
    const at = nextOf(order.length, from === -1 && step === -1 ? 0 : from, step, isFailed)
    if (at === undefined) return
    last.current = order[at]
    awaited.current = order[at]
    reveal?.(at)
    focusAwaited()
  }
  const focusAwaited = () => {
    if (awaited.current === undefined) return
    const link = document.querySelector<HTMLElement>(`[data-host="${awaited.current}"]`)
    if (link === null) return
    awaited.current = undefined
    link.focus()
  }
  useEffect(focusAwaited)
  const hasFailed = () => order.some((_, at) => isFailed(at))
  useShortcut('nextFailed', () => jump(1), hasFailed)
  useShortcut('previousFailed', () => jump(-1), hasFailed)
}

/** Undefined where none is like that. */
export function nextOf(
  size: number,
  from: number,
  step: 1 | -1,
  isWanted: (at: number) => boolean,
): number | undefined {
  for (let turn = 1; turn <= size; turn++) {
    const at = (from + step * turn + size * 2) % size
    if (isWanted(at)) return at
  }
  return undefined
}

function focusedHost(): number | undefined {
  const place = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['host'] : undefined
  return place === undefined ? undefined : Number(place)
}

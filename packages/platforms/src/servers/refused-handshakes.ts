/**
 * Strangers may knock as often as they like, but not fill the audit: the first refusal of an address is a row, those of the
 * minute after it are one more row with their count (A23).
 */
import type { RefusedHostAct } from './host.ts'

export interface RefusedHandshakes {
  note(act: RefusedHostAct, address: string | undefined): void
  /** Writes what was only counted so far. */
  stop(): void
}

const windowMs = 60_000
/** Addresses that have a window of their own; all further ones share one. */
const mostAddresses = 200

interface Window {
  more: number
  last: RefusedHostAct
  timer: NodeJS.Timeout
}

export function createRefusedHandshakes(audit: (act: RefusedHostAct) => void): RefusedHandshakes {
  const windows = new Map<string, Window>()

  function close(key: string): void {
    const closed = windows.get(key)
    windows.delete(key)
    clearTimeout(closed?.timer)
    if (closed === undefined || closed.more === 0) return
    const times = closed.more === 1 ? '1 more time' : `${closed.more} more times`
    audit({ ...closed.last, detail: `refused ${times} within a minute; the last: ${closed.last.detail}` })
  }

  return {
    note(act, address = '') {
      const key = windows.has(address) || windows.size < mostAddresses ? address : 'all others'
      const open = windows.get(key)
      if (open !== undefined) {
        open.more += 1
        open.last = act
        return
      }
      windows.set(key, { more: 0, last: act, timer: setTimeout(() => close(key), windowMs).unref() })
      audit(act)
    },
    stop() {
      for (const key of [...windows.keys()]) close(key)
    },
  }
}

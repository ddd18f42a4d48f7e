/** Lines from before the window, fetched when somebody scrolls up to its top, a thousand at a time. */
import type { LogLine } from '@sluice/model'
import { useMemo, useRef, useState } from 'react'
import type { LogWindow } from '../../../live/log.ts'
import { api } from '../../../query/client.ts'

const pageLines = 1000
const none: readonly LogLine[] = []

export interface OlderLines {
  /** Older lines and the window, in order. The same array while only new lines are added. */
  lines: readonly LogLine[]
  more: boolean
  load: () => void
}

export function useOlderLines(deploymentId: string, log: LogWindow | undefined): OlderLines {
  const [older, setOlder] = useState<readonly LogLine[]>(none)
  const isLoading = useRef(false)
  const joined = useJoined(older, log)
  const firstSeq = joined[0]?.seq ?? 1

  const load = () => {
    if (isLoading.current || firstSeq <= 1) return
    isLoading.current = true
    const fromSeq = Math.max(1, firstSeq - pageLines)
    api
      .call('getDeploymentLog', { deploymentId, fromSeq, limit: pageLines })
      .then((page) => setOlder((before) => [...page.lines.filter((line) => line.seq < firstSeq), ...before]))
      .catch(() => undefined)
      .finally(() => {
        isLoading.current = false
      })
  }
  return { lines: joined, more: log !== undefined && firstSeq > 1, load }
}

/** Without older lines the window itself; with them an array that grows as the window does. */
function useJoined(older: readonly LogLine[], log: LogWindow | undefined): readonly LogLine[] {
  const window = log?.lines ?? none
  const joined = useMemo(() => [...older, ...window], [older, window])
  if (older.length === 0) return window
  const lastSeq = joined.at(-1)?.seq ?? 0
  let from = window.length
  while (from > 0 && (window[from - 1]?.seq ?? 0) > lastSeq) from -= 1
  joined.push(...window.slice(from))
  return joined
}

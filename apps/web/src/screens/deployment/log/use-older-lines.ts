/**
 * Lines from before the window that this tab holds: all lines of the hosts one must see (the host that is looked at, or
 * the first that failed), and what somebody asks for by scrolling up, a thousand at a time.
 */
import type { LogLine } from '@sluice/model'
import { useQueries } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import type { LogWindow } from '../../../live/log.ts'
import { api } from '../../../query/client.ts'
import { op } from '../../../query/op.ts'

const pageLines = 1000
const hostLines = 5000
const none: readonly LogLine[] = []

export interface OlderLines {
  /** Older lines and the window, in order. The same array while only new lines are added. */
  lines: readonly LogLine[]
  load: (() => void) | undefined
}

export function useOlderLines(
  deploymentId: string,
  log: LogWindow | undefined,
  wantedHosts: readonly string[],
): OlderLines {
  const [pages, setPages] = useState<readonly LogLine[]>(none)
  const isLoading = useRef(false)
  const window = log?.lines ?? none
  const isWhole = log?.olderOnServer !== true
  const ofHosts = useHostLines(deploymentId, isWhole ? [] : wantedHosts)
  const joined = useJoined(pages, ofHosts, window)
  const firstSeq = pages[0]?.seq ?? window[0]?.seq ?? 1

  const load = () => {
    if (isLoading.current) return
    isLoading.current = true
    const fromSeq = Math.max(1, firstSeq - pageLines)
    api
      .call('getDeploymentLog', { deploymentId, fromSeq, limit: pageLines })
      .then((page) => setPages((before) => [...page.lines.filter((line) => line.seq < firstSeq), ...before]))
      .catch(() => undefined)
      .finally(() => {
        isLoading.current = false
      })
  }
  return { lines: joined, load: isWhole || firstSeq <= 1 ? undefined : load }
}

/** Everything that is stored of some hosts; asked once: what comes later is in the window. */
function useHostLines(deploymentId: string, hosts: readonly string[]): readonly LogLine[] {
  return useQueries({
    queries: hosts.map((targetId) => ({
      ...op('getDeploymentLog', { deploymentId, targetId, fromSeq: 1, limit: hostLines }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (answers) => answers.flatMap((answer) => answer.data?.lines ?? none),
  })
}

/** Without older lines the window itself; with them an array that grows as the window does. */
function useJoined(
  pages: readonly LogLine[],
  ofHosts: readonly LogLine[],
  window: readonly LogLine[],
): readonly LogLine[] {
  const hasOlder = pages.length + ofHosts.length > 0
  const joined = useMemo(
    () => (hasOlder ? inOrder([...pages, ...ofHosts, ...window]) : []),
    [pages, ofHosts, window, hasOlder],
  )
  if (!hasOlder) return window
  const lastSeq = joined.at(-1)?.seq ?? 0
  let from = window.length
  while (from > 0 && (window[from - 1]?.seq ?? 0) > lastSeq) from -= 1
  for (const line of window.slice(from)) joined.push(line)
  return joined
}

/** By `seq`, each line once. */
export function inOrder(lines: LogLine[]): LogLine[] {
  lines.sort((a, b) => a.seq - b.seq)
  return lines.filter((line, at) => line.seq !== lines[at - 1]?.seq)
}

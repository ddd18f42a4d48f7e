/**
 * The lines that a log panel shows: the live window, and from the file all lines of the hosts one must see, small gaps,
 * and what somebody asks for.
 */
import { useEffect, useMemo } from 'react'
import type { LogWindow } from '../../../live/log.ts'
import { useStore } from '../../../ui/store.ts'
import { createLogBook } from './log-book.ts'
import type { Hole, LogView } from './log-book.ts'
import { createLogLoader } from './log-loader.ts'

export interface LogLines {
  view: LogView
  /** Undefined when memory is full. */
  load: ((hole: Hole) => void) | undefined
  /** Asks for a line that is only in the file, with what stands around it. */
  loadAround: (seq: number) => void
}

export function useLogLines(
  deploymentId: string,
  log: LogWindow | undefined,
  wantedHosts: readonly string[],
  host: string | undefined,
): LogLines {
  const { book, loader } = useMemo(() => {
    const made = createLogBook(deploymentId)
    return { book: made, loader: createLogLoader(made) }
  }, [deploymentId])
  useEffect(() => loader.show(), [loader])
  useStore(loader.answers)
  if (log !== undefined) book.follow(log.lines)
  const view = book.view(host)
  useEffect(() => {
    if (view.mayLoad) loader.want(wantedHosts, view.holes)
  }, [loader, view, wantedHosts])
  return { view, load: view.mayLoad ? loader.load : undefined, loadAround: loader.around }
}

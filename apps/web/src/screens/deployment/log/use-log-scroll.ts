/** Scrolling of the log window: follows at the end, holds the reader's place elsewhere, and counts what came meanwhile. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { anchorAt, isAtEnd, scrollTopFor } from './follow.ts'
import type { Anchor } from './follow.ts'
import type { LogLayout } from './log-layout.ts'
import { rowAnywhere } from './log-rows.ts'
import type { Revealed } from './use-revealed.ts'

interface LogScrollInput {
  layout: LogLayout
  isFollowing: boolean
  setFollowing: (isFollowing: boolean) => void
  /** Lines that came so far. */
  count: number
  startsAtFailure: boolean
  /** A line that shall come into view. */
  revealed: Revealed | undefined
  onTop: (() => void) | undefined
}

const nearTop = 300

interface View {
  top: number
  height: number
  width: number
}

export function useLogScroll(input: LogScrollInput) {
  const { layout, isFollowing, setFollowing, count, startsAtFailure, revealed, onTop } = input
  const ref = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<View>({ top: 0, height: 600, width: 600 })
  const seen = useRef(count)
  const anchor = useRef<Anchor | undefined>(undefined)
  /** Positions that we set ourselves: their scroll events are not a person's. */
  const ownTop = useRef(-1)
  const isPlaced = useRef(false)
  const shown = useRef<Revealed | undefined>(undefined)

  const look = useCallback((scroller: HTMLDivElement) => {
    const now = { top: scroller.scrollTop, height: scroller.clientHeight, width: scroller.clientWidth }
    setView((before) => (isSameView(before, now) ? before : now))
  }, [])
  const scrollTo = useCallback(
    (top: number) => {
      const scroller = ref.current
      if (scroller === null) return
      scroller.scrollTop = top
      ownTop.current = scroller.scrollTop
      look(scroller)
    },
    [look],
  )
  const follow = () => {
    seen.current = count
    setFollowing(true)
    scrollTo(layout.height)
  }
  const stop = () => {
    seen.current = count
    anchor.current = anchorAt(layout, ref.current?.scrollTop ?? 0)
    setFollowing(false)
  }

  /** Answers whether it is there. A third from the top: what led to it is seen too. */
  const show = (seq: number): boolean => {
    const row = rowAnywhere(layout, seq)
    if (row === undefined) return false
    isPlaced.current = true
    seen.current = count
    setFollowing(false)
    const scroller = ref.current
    const [from, height] = [scroller?.scrollTop ?? 0, scroller?.clientHeight ?? 0]
    // What is in view already does not move.
    if (row.top < from || row.top + row.height > from + height) scrollTo(Math.max(0, row.top - height / 3))
    anchor.current = anchorAt(layout, scroller?.scrollTop ?? row.top)
    return true
  }
  /** A header that is pressed stays where it is, whatever comes or goes above it. */
  const hold = (blockKey: string) => {
    const block = layout.blocks.find(({ key }) => key === blockKey)
    if (isFollowing) seen.current = count
    setFollowing(false)
    const offset = (ref.current?.scrollTop ?? 0) - (block?.top ?? 0)
    anchor.current = { blockKey, seq: undefined, offset }
  }

  const place = () => {
    if (!isPlaced.current && layout.blocks.length > 0) {
      isPlaced.current = true
      const failure = startsAtFailure ? firstFailure(layout) : undefined
      if (failure !== undefined) {
        stop()
        scrollTo(failure)
        anchor.current = anchorAt(layout, failure)
        return
      }
    }
    if (isFollowing) {
      seen.current = count
      scrollTo(layout.height)
      return
    }
    const top = anchor.current === undefined ? undefined : scrollTopFor(layout, anchor.current)
    if (top !== undefined && top !== ref.current?.scrollTop) scrollTo(top)
  }
  /** Only a changed log may move the window: not the switch of following, which moves it itself. */
  const placed = useRef<LogLayout | undefined>(undefined)
  useLayoutEffect(() => {
    if (revealed !== undefined && shown.current !== revealed && show(revealed.seq)) {
      shown.current = revealed
      placed.current = layout
      // On a phone the log begins below the screen: what a link names is seen without looking for it.
      ref.current?.scrollIntoView({ block: 'nearest' })
    }
    if (placed.current === layout) return
    placed.current = layout
    place()
  })

  useLayoutEffect(() => {
    const scroller = ref.current
    if (scroller === null) return undefined
    const measure = () => scrollTo(scroller.scrollTop)
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    return () => observer.disconnect()
  }, [scrollTo])

  const onScroll = () => {
    const scroller = ref.current
    if (scroller === null) return
    look(scroller)
    if (Math.abs(scroller.scrollTop - ownTop.current) < 1) return
    ownTop.current = -1
    if (scroller.scrollTop < nearTop) onTop?.()
    if (isAtEnd(scroller)) return follow()
    if (isFollowing) stop()
    anchor.current = anchorAt(layout, scroller.scrollTop)
  }

  const newLines = isFollowing ? 0 : Math.max(0, count - seen.current)
  // At the end it is known where the window will be: its rows are drawn once, not again after they were measured.
  const top = isFollowing && isPlaced.current ? Math.max(0, layout.height - view.height) : view.top
  return { ref, ...view, top, follow, stop, hold, onScroll, newLines }
}

const isSameView = (a: View, b: View): boolean => a.top === b.top && a.height === b.height && a.width === b.width

/** A little above the first failed group, so that its header is seen. */
function firstFailure(layout: LogLayout): number | undefined {
  const failed = layout.blocks.find((block) => block.kind === 'group' && block.state === 'failed')
  return failed === undefined ? undefined : Math.max(0, failed.top - 4)
}

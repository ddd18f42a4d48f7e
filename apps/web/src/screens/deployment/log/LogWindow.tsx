/**
 * The window in which the log is read: only the rows in view exist, each in a slot that is pointed at another line when
 * the log scrolls. Following stops as soon as somebody scrolls up or opens something, and starts again at the end.
 */
import { useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Fleet } from '../../../live/fleet.ts'
import { placeOf } from '../../../live/log.ts'
import { useShortcut } from '../../../ui/keys.ts'
import { useZone } from '../../../ui/time-format.ts'
import { copiedText, seqAt } from './copy-lines.ts'
import { foldFacts, steadyFacts } from './fold-facts.ts'
import { createLineGroups } from './groups.ts'
import type { LogFilter } from './groups.ts'
import type { GroupState } from './log-block.ts'
import type { Hole, LogView } from './log-book.ts'
import { pressClass } from './log-filters-style.ts'
import { createLayoutMemory, layoutLog } from './log-layout.ts'
import type { TimeMode } from './log-params.ts'
import { rowsBetween } from './log-rows.ts'
import { LogRowView } from './LogRowView.tsx'
import type { Marks } from './marks.ts'
import { foldsThatShow } from './reveal.ts'
import { columnsIn } from './row-look.ts'
import type { RowLook } from './row-look.ts'
import type { LinkedLine } from './use-linked-line.ts'
import { useLogScroll } from './use-log-scroll.ts'
import { useRevealed } from './use-revealed.ts'

interface LogWindowProps {
  /** Another object whenever lines came; they are written in place. */
  view: LogView
  fleet: Fleet | undefined
  filter: LogFilter
  isOver: boolean
  /** Begins at the first failure; else at the end. */
  startsAtFailure: boolean
  /** Only what was searched for: it begins at its beginning, with everything open. */
  onlyHits: boolean
  time: TimeMode
  marks: Marks | undefined
  linked: LinkedLine | undefined
  downloadPath: string
  /** Instead of lines, when there is none. */
  emptyWords: string
  /** Undefined when no more lines may be held. */
  onLoad: ((hole: Hole) => void) | undefined
  onLine: (link: string) => void
  /** A host was opened whose lines may be only in the file. */
  onHost: (targetId: string) => void
  filters?: ReactNode
}

/** Rows drawn beyond the edges, so that a scroll shows no gap before the next frame. */
const overscan = 200

export function LogWindow(props: LogWindowProps) {
  const { view, fleet, filter, isOver, onlyHits, time, marks, linked, onLoad, onLine, filters } = props
  const zone = useZone()
  const [wraps, setWraps] = useState(false)
  const [columns, setColumns] = useState(80)
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [groups] = useState(() => createLineGroups(filter))
  const [memory] = useState(createLayoutMemory)
  const [isFollowing, setFollowing] = useState(!onlyHits)
  const steady = useRef(new Map<string, GroupState>())
  /** On which line a selection was begun. */
  const begunAt = useRef<number | undefined>(undefined)
  if (isFollowing) steady.current.clear()

  const facts = useMemo(() => {
    const current = onlyHits ? { ...foldFacts(fleet, filter), ...everythingOpen } : foldFacts(fleet, filter)
    return isFollowing ? current : steadyFacts(current, steady.current)
  }, [fleet, filter, onlyHits, isFollowing])
  const layout = useMemo(() => {
    groups.take(view.lines)
    const options = { folds, columns: wraps ? columns : undefined, holes: view.holes }
    return layoutLog(groups.groups, facts, options, memory)
  }, [view, facts, folds, wraps, columns, groups, memory])

  const revealed = useRevealed(linked, (seq) => foldsThatShow(groups.groups, facts, seq), setFolds)
  const first = view.holes[0]
  const scroll = useLogScroll({
    layout,
    isFollowing,
    setFollowing,
    count: groups.arrived,
    revealed,
    startsAtFailure: props.startsAtFailure && !onlyHits,
    onTop: first === undefined || onLoad === undefined ? undefined : () => onLoad(first),
  })
  const names = hostWidth(fleet)
  const fitting = columnsIn(scroll.width, names, time)
  if (fitting !== columns) setColumns(fitting)
  useShortcut('logEnd', scroll.follow)

  const rows = rowsBetween(layout, scroll.top - overscan, scroll.top + scroll.height + overscan)
  const toggle = (key: string, isOpen: boolean, targetId: string) => {
    // What one opens is read from where it begins: the end of the log is not followed any more.
    scroll.hold(key)
    if (!isOpen) props.onHost(targetId)
    setFolds((before) => new Map(before).set(key, !isOpen))
  }
  const look: RowLook = {
    zone,
    time,
    wraps,
    hostWidth: names,
    isOver,
    marks,
    markedSeq: linked?.line?.seq,
    beganAt: groups.beganAt,
    downloadPath: props.downloadPath,
  }
  const acts = { onToggle: toggle, onLoad, onLine }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-1 border-b border-line px-2.5 py-1 text-xs text-muted">
        {filters}
        <span className="ml-auto" />
        <Switch isOn={wraps} onPress={() => setWraps(!wraps)}>
          Wrap
        </Switch>
        <Switch isOn={isFollowing} onPress={isFollowing ? scroll.stop : scroll.follow}>
          {isFollowing ? 'Following ▼' : 'Follow ▼'}
        </Switch>
      </div>
      <div className="relative min-h-0 flex-1 overflow-hidden rounded-b-lg bg-log-bg max-lg:h-[70dvh] max-lg:flex-none">
        <div
          ref={scroll.ref}
          role="log"
          aria-label="Log"
          aria-live="off"
          tabIndex={0}
          onScroll={({ currentTarget }) => {
            // Headers stay where they are seen, however far one looks along a line.
            currentTarget.style.setProperty('--log-left', `${currentTarget.scrollLeft}px`)
            scroll.onScroll()
          }}
          onPointerDown={({ shiftKey, target }) => {
            if (!shiftKey) begunAt.current = target instanceof Node ? seqAt(target) : undefined
          }}
          onCopy={(event) => {
            const text = copiedText({
              scroller: event.currentTarget,
              selection: document.getSelection(),
              layout,
              begunAt: begunAt.current,
              lineOf: (seq) => lineWith(view, seq),
            })
            if (text === undefined) return
            event.clipboardData.setData('text/plain', text)
            event.preventDefault()
          }}
          className="absolute inset-0 overflow-auto font-mono text-xs text-log-text -outline-offset-2"
        >
          <div style={{ height: layout.height }} className="relative min-w-full">
            {rows.map((row, slot) => (
              <LogRowView key={slot} row={row} look={look} acts={acts} />
            ))}
          </div>
          {layout.blocks.length === 0 && <p className="p-4 text-log-muted">{props.emptyWords}</p>}
        </div>
        {scroll.newLines > 0 && (
          <button
            type="button"
            onClick={scroll.follow}
            className="absolute bottom-3 left-1/2 min-h-7 -translate-x-1/2 rounded-full bg-accent px-3.5 text-xs font-semibold text-accent-text shadow-lg"
          >
            ▼ {scroll.newLines.toLocaleString('en')} new {scroll.newLines === 1 ? 'line' : 'lines'}
          </button>
        )}
      </div>
    </>
  )
}

/** Hits are few, and each is there to be read. */
const everythingOpen = { joinsHosts: false, opensAll: true, hostState: () => 'other' as const }

function lineWith({ lines }: LogView, seq: number) {
  const line = lines[placeOf(lines, seq)]
  return line?.seq === seq ? line : undefined
}

function Switch({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" aria-pressed={isOn} onClick={onPress} className={pressClass(isOn)}>
      {children}
    </button>
  )
}

/** Wide enough for the longest name (of some), in characters, within reason. */
function hostWidth(fleet: Fleet | undefined): number {
  const some = fleet === undefined ? [] : [...fleet.names.slice(0, 100), ...fleet.names.slice(-100)]
  return Math.min(
    20,
    some.reduce((most, name) => Math.max(most, name.length), 7),
  )
}

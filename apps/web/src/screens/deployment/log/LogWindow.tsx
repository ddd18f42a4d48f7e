/**
 * The window in which the log is read: only the rows in view exist, each in a slot that is pointed at another line when
 * the log scrolls. Following stops as soon as somebody scrolls up, and starts again at the end.
 */
import { useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Fleet } from '../../../live/fleet.ts'
import { cx } from '../../../ui/cx.ts'
import { useShortcut } from '../../../ui/keys.ts'
import { useZone } from '../../../ui/time-format.ts'
import { foldFacts, steadyFacts } from './fold-facts.ts'
import { createLineGroups } from './groups.ts'
import type { LogFilter } from './groups.ts'
import type { Hole, LogView } from './log-book.ts'
import { createLayoutMemory, layoutLog, rowsBetween } from './log-layout.ts'
import type { GroupState } from './log-layout.ts'
import { LogRowView } from './LogRowView.tsx'
import { useLogScroll } from './use-log-scroll.ts'

interface LogWindowProps {
  /** Another object whenever lines came; they are written in place. */
  view: LogView
  fleet: Fleet | undefined
  filter: LogFilter
  isOver: boolean
  hasFailed: boolean
  /** Undefined when no more lines may be held. */
  onLoad: ((hole: Hole) => void) | undefined
  filters?: ReactNode
}

/** Rows drawn beyond the edges, so that a scroll shows no gap before the next frame. */
const overscan = 200

export function LogWindow(props: LogWindowProps) {
  const { view, fleet, filter, isOver, hasFailed, onLoad, filters } = props
  const zone = useZone()
  const [wraps, setWraps] = useState(false)
  const [columns, setColumns] = useState(80)
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [groups] = useState(() => createLineGroups(filter))
  const [memory] = useState(createLayoutMemory)
  const [isFollowing, setFollowing] = useState(true)
  const steady = useRef(new Map<string, GroupState>())
  if (isFollowing) steady.current.clear()

  const layout = useMemo(() => {
    groups.take(view.lines)
    const facts = foldFacts(fleet, filter)
    const options = { folds, columns: wraps ? columns : undefined, holes: view.holes }
    return layoutLog(groups.groups, isFollowing ? facts : steadyFacts(facts, steady.current), options, memory)
  }, [view, fleet, filter, folds, wraps, columns, groups, memory, isFollowing])

  const first = view.holes[0]
  const scroll = useLogScroll({
    layout,
    isFollowing,
    setFollowing,
    count: groups.arrived,
    startsAtFailure: hasFailed,
    onTop: first === undefined || onLoad === undefined ? undefined : () => onLoad(first),
  })
  const names = hostWidth(fleet)
  const fitting = columnsIn(scroll.width, names)
  if (fitting !== columns) setColumns(fitting)
  useShortcut('logEnd', scroll.follow)

  const rows = rowsBetween(layout, scroll.top - overscan, scroll.top + scroll.height + overscan)
  const toggle = (key: string, isOpen: boolean) => setFolds((before) => new Map(before).set(key, !isOpen))
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
          onScroll={scroll.onScroll}
          className="absolute inset-0 overflow-auto font-mono text-xs text-log-text -outline-offset-2"
        >
          <div style={{ height: layout.height }} className="relative min-w-full">
            {rows.map((row, slot) => (
              <LogRowView
                key={slot}
                row={row}
                zone={zone}
                wraps={wraps}
                hostWidth={names}
                onToggle={toggle}
                onLoad={onLoad}
                isOver={isOver}
              />
            ))}
          </div>
          {layout.blocks.length === 0 && (
            <p className="p-4 text-log-muted">
              {isOver ? 'No line was written.' : 'No line yet. Lines appear as soon as a script writes one.'}
            </p>
          )}
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

function Switch({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={cx('min-h-6 rounded-md px-1.5', isOn ? 'font-semibold text-accent' : 'text-muted hover:text-text')}
    >
      {children}
    </button>
  )
}

const characterPixels = 7.3
const timeCharacters = 12.5
const paddingAndGapsPixels = 44

/** Characters of a line's text in one row, beside its time and host. */
export function columnsIn(width: number, hostCharacters: number): number {
  const text = (width - paddingAndGapsPixels) / characterPixels - timeCharacters - hostCharacters
  return Math.max(20, Math.floor(text))
}

/** Wide enough for the longest name (of some), in characters, within reason. */
function hostWidth(fleet: Fleet | undefined): number {
  const some = fleet === undefined ? [] : [...fleet.names.slice(0, 100), ...fleet.names.slice(-100)]
  return Math.min(
    20,
    some.reduce((most, name) => Math.max(most, name.length), 7),
  )
}

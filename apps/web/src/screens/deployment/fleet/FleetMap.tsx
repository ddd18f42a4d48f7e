/**
 * The fleet as cells, one a target, on a canvas. For those who listen it is a grid with one cell that follows the arrow
 * keys; everything it shows is also in the table.
 */
import type { TargetStatus } from '@sluice/model'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent, RefObject } from 'react'
import { targetLook } from '../../../components/status.ts'
import { countByStatus, statusOf, targetStatuses } from '../../../live/fleet.ts'
import type { Fleet, FleetLabel } from '../../../live/fleet.ts'
import { serverNow } from '../../../ui/clock.ts'
import { useShortcut } from '../../../ui/keys.ts'
import { useViewParams } from '../view-params.ts'
import { describeTarget } from './describe.ts'
import { GroupHeadings } from './GroupHeadings.tsx'
import { layoutMap, moved, placeOf, targetAt } from './map-layout.ts'
import { createMapPainter } from './map-painter.ts'
import type { MapPainter } from './map-painter.ts'
import { useCanvasColours } from './use-canvas-colours.ts'
import { nextOf } from './use-failed-jump.ts'
import { useWidth } from './use-width.ts'

interface FleetMapProps {
  fleet: Fleet
  chosen: readonly TargetStatus[]
  onlyFleet?: FleetLabel | undefined
  onlyPlaces?: ReadonlySet<number> | undefined
}

export function FleetMap({ fleet, chosen, onlyFleet, onlyPlaces }: FleetMapProps) {
  const { set } = useViewParams()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const layout = useMemo(() => layoutMap(fleet.waves, width, fleet.labels), [fleet.waves, fleet.labels, width])
  const [cursor, setCursor] = useState(0)
  const [hovered, setHovered] = useState<number | undefined>(undefined)
  const [hasFocus, setHasFocus] = useState(false)
  const cell = useRef<HTMLDivElement>(null)
  const canvas = useMapCanvas(fleet, layout, { chosen, onlyFleet, onlyPlaces }, width)

  const open = (index: number) => set('target', fleet.names[index])
  const jump = (step: 1 | -1) => {
    const next = nextOf(fleet.names.length, cursor, step, (index) => statusOf(fleet, index) === 'Failed')
    if (next === undefined) return
    setCursor(next)
    cell.current?.focus()
  }
  useShortcut('nextFailed', () => jump(1))
  useShortcut('previousFailed', () => jump(-1))

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') open(cursor)
    else if (moved(layout, cursor, event.key) === cursor) return
    setCursor(moved(layout, cursor, event.key))
    event.preventDefault()
  }
  const pointed = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    return targetAt(layout, event.clientX - box.left, event.clientY - box.top)
  }
  /** By the click itself: a finger hovers nowhere first, and a quick hand clicks before the hover is known. */
  const click = (event: MouseEvent) => {
    const index = pointed(event)
    if (index === undefined) return
    setCursor(index)
    open(index)
  }
  const described = hovered ?? (hasFocus ? cursor : undefined)
  return (
    <div className="px-3.5 pb-3.5 pt-2">
      <div ref={frame} className="relative" style={{ height: layout.height }}>
        <GroupHeadings fleet={fleet} layout={layout} />
        <canvas
          ref={canvas}
          aria-hidden
          className="absolute inset-0"
          style={{ width, height: layout.height, cursor: hovered === undefined ? undefined : 'pointer' }}
          onPointerMove={(event) => setHovered(pointed(event))}
          onPointerLeave={() => setHovered(undefined)}
          onClick={click}
        />
        <div role="grid" aria-label={summary(fleet)} aria-readonly className="pointer-events-none absolute inset-0">
          <div role="row">
            <CursorCell
              ref={cell}
              name={describeTarget(fleet, cursor, serverNow())}
              place={placeOf(layout, cursor)}
              size={layout.cell}
              onKeyDown={press}
              onFocus={() => setHasFocus(true)}
              onBlur={() => setHasFocus(false)}
            />
          </div>
        </div>
        <p role="status" className="sr-only">
          {hasFocus ? nameOf(fleet, cursor) : ''}
        </p>
        {described !== undefined && (
          <Lens text={describeTarget(fleet, described, serverNow())} place={placeOf(layout, described)} width={width} />
        )}
      </div>
    </div>
  )
}

interface CursorCellProps {
  ref: RefObject<HTMLDivElement | null>
  name: string
  place: { x: number; y: number }
  size: number
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: () => void
  onBlur: () => void
}

function CursorCell({ ref, name, place, size, ...handlers }: CursorCellProps) {
  useEffect(() => {
    if (ref.current === document.activeElement) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [ref, place.x, place.y])
  return (
    <div
      {...handlers}
      ref={ref}
      role="gridcell"
      tabIndex={0}
      aria-label={name}
      className="absolute scroll-m-8 rounded-sm outline-offset-1 focus:outline-2 focus:outline-accent"
      style={{ left: place.x, top: place.y, width: size, height: size }}
    />
  )
}

function Lens({ text, place, width }: { text: string; place: { x: number; y: number }; width: number }) {
  const isRight = place.x > width / 2
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-10 rounded-md bg-text px-2 py-1 text-xs whitespace-nowrap text-bg"
      style={{ top: place.y + 20, ...(isRight ? { right: width - place.x - 12 } : { left: place.x }) }}
    >
      {text}
    </div>
  )
}

/** Paints after every commit of the fleet; the canvas is made anew only when its size changes. */
function useMapCanvas(
  fleet: Fleet,
  layout: ReturnType<typeof layoutMap>,
  { chosen, onlyFleet, onlyPlaces }: Omit<FleetMapProps, 'fleet'>,
  width: number,
) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = useRef<MapPainter | undefined>(undefined)
  const colours = useCanvasColours()
  const chosenKey = chosen.join()
  const isShown = useMemo(
    () => Uint8Array.from(targetStatuses, (status) => (chosenKey === '' || chosenKey.includes(status) ? 1 : 0)),
    [chosenKey],
  )
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (element === null || context === null || context === undefined) return
    const scale = window.devicePixelRatio
    element.width = Math.round(width * scale)
    element.height = Math.round(layout.height * scale)
    context.scale(scale, scale)
    painter.current = createMapPainter(context)
  }, [width, layout.height])
  useLayoutEffect(() => {
    painter.current?.paint({ fleet, layout, colours, isShown, onlyFleet, onlyPlaces })
  }, [fleet, layout, colours, isShown, onlyFleet, onlyPlaces])
  return canvas
}

/** Where the cursor is, for those who listen. Without what ticks: it is read once, when the cursor moves or its state changes. */
function nameOf(fleet: Fleet, index: number): string {
  return `${fleet.names[index]}, ${targetLook(statusOf(fleet, index), (fleet.started[index] ?? 0) > 0).word.toLowerCase()}`
}

function summary(fleet: Fleet): string {
  const counts = countByStatus(fleet)
  const parts = [
    `${counts.Succeeded} succeeded`,
    `${counts.InProgress} in progress`,
    `${counts.Failed} failed`,
    `${counts.Pending} pending`,
  ]
  return `Fleet map, ${fleet.names.length} targets: ${parts.join(', ')}. Arrow keys move, ] and [ go to failed ones.`
}

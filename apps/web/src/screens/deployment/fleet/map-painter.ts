/**
 * Paints the map on a canvas: only cells whose state changed since they were painted, failed ones last and 1 px larger.
 * It remembers what it painted in a typed array and knows nothing of React.
 */
import { targetStatuses } from '../../../live/fleet.ts'
import type { Fleet, FleetLabel } from '../../../live/fleet.ts'
import type { TokenName } from '../../../theme/tokens.ts'
import { cellInk } from './cell-ink.ts'
import type { CellInk } from './cell-ink.ts'
import { placeOf } from './map-layout.ts'
import type { MapLayout } from './map-layout.ts'

export interface MapScene {
  fleet: Fleet
  layout: MapLayout
  colours: Record<TokenName, string>
  /** One byte a status: 1 = shown in full, 0 = dimmed by the filter. */
  isShown: Uint8Array
  /** Blue/green: the other fleet is dimmed. */
  onlyFleet?: FleetLabel | undefined
  /** Hosts that are not among these are dimmed. */
  onlyPlaces?: ReadonlySet<number> | undefined
}

const neverPainted = 255
const failed = targetStatuses.indexOf('Failed')

export interface MapPainter {
  paint(scene: MapScene): number
}

/** `paint` answers how many cells it drew. */
export function createMapPainter(context: CanvasRenderingContext2D): MapPainter {
  let painted = new Uint8Array(0)
  let last: Omit<MapScene, 'fleet'> | undefined

  const isSameScene = (scene: MapScene) =>
    last !== undefined &&
    painted.length === scene.fleet.status.length &&
    last.layout === scene.layout &&
    last.colours === scene.colours &&
    last.isShown === scene.isShown &&
    last.onlyFleet === scene.onlyFleet &&
    last.onlyPlaces === scene.onlyPlaces

  return {
    paint(scene) {
      if (!isSameScene(scene)) {
        painted = new Uint8Array(scene.fleet.status.length).fill(neverPainted)
        context.clearRect(0, 0, context.canvas.width, context.canvas.height)
        last = scene
      }
      const { status } = scene.fleet
      const lateCells: number[] = []
      let count = 0
      for (let index = 0; index < status.length; index++) {
        const now = status[index] ?? neverPainted
        if (painted[index] === now) continue
        painted[index] = now
        count += 1
        if (now === failed) lateCells.push(index)
        else paintCell(context, scene, index)
      }
      for (const index of lateCells) paintCell(context, scene, index)
      return count
    },
  }
}

function paintCell(context: CanvasRenderingContext2D, scene: MapScene, index: number): void {
  const { layout, fleet, colours, isShown } = scene
  const code = fleet.status[index] ?? 6
  const ink = cellInk(targetStatuses[code] ?? 'Unknown')
  const grow = code === failed ? 1 : 0
  const place = placeOf(layout, index)
  const [x, y, size] = [place.x - grow, place.y - grow, layout.cell + 2 * grow]
  context.clearRect(place.x, place.y, layout.cell, layout.cell)
  const isOfFleet = scene.onlyFleet === undefined || fleet.labels?.[index] === scene.onlyFleet
  const isMeant = scene.onlyPlaces?.has(index) ?? true
  context.globalAlpha = isShown[code] === 1 && isOfFleet && isMeant ? 1 : 0.18
  drawBody(context, ink, colours, x, y, size)
  drawMark(context, ink, x, y, size)
  context.globalAlpha = 1
}

function drawBody(
  context: CanvasRenderingContext2D,
  ink: CellInk,
  colours: Record<TokenName, string>,
  x: number,
  y: number,
  size: number,
): void {
  const radius = size > 9 ? 2 : 1
  context.beginPath()
  if (ink.fill === undefined) {
    context.roundRect(x + 0.5, y + 0.5, size - 1, size - 1, radius)
    context.strokeStyle = colours[ink.edge ?? 'control']
    context.lineWidth = 1
    context.setLineDash(ink.isDotted ? [2, 2] : [])
    context.stroke()
    context.setLineDash([])
    return
  }
  context.roundRect(x, y, size, size, radius)
  context.fillStyle = colours[ink.fill]
  context.fill()
  if (ink.underline === undefined) return
  const foot = size > 9 ? 2 : 1
  context.fillStyle = colours[ink.underline]
  context.fillRect(x, y + size - foot, size, foot)
}

function drawMark(context: CanvasRenderingContext2D, ink: CellInk, x: number, y: number, size: number): void {
  const centre = { x: x + size / 2, y: y + size / 2 }
  context.fillStyle = '#ffffff'
  context.strokeStyle = '#ffffff'
  context.lineWidth = size > 9 ? 1.6 : 1.2
  const line = (reach: number, falling: boolean) => {
    context.beginPath()
    context.moveTo(centre.x - reach, centre.y + (falling ? -reach : reach))
    context.lineTo(centre.x + reach, centre.y + (falling ? reach : -reach))
    context.stroke()
  }
  switch (ink.mark) {
    case 'none':
      return
    case 'dot':
      context.beginPath()
      context.arc(centre.x, centre.y, Math.max(1, size / 6), 0, 2 * Math.PI)
      context.fill()
      return
    case 'cross':
      if (size < 8) return context.fillRect(centre.x - 1, centre.y - 1, 2, 2)
      line(size / 4.5, true)
      return line(size / 4.5, false)
    case 'slash':
      return line(size / 3.5, false)
    case 'diamond':
      return context.fillRect(centre.x - 1.5, centre.y - 1.5, 3, 3)
  }
}

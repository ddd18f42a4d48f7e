import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { MemoryRouter, useSearchParams } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Fleet } from '../../../live/fleet.ts'
import { FleetMap } from './FleetMap.tsx'
import { layoutMap, placeOf } from './map-layout.ts'

const size = 100
/** What the map takes where nothing can be measured. */
const width = 1
const failed = 42

const fleet: Fleet = {
  names: Array.from({ length: size }, (_, index) => `web-${index}`),
  waves: Array.from({ length: size }, () => 1),
  events: ['Install'],
  status: Uint8Array.from({ length: size }, (_, index) => (index === failed ? 3 : 0)),
  steps: Array.from({ length: size }, (_, index) => (index === failed ? '3' : '0')),
  started: new Float64Array(size),
  ended: new Float64Array(size),
  silentSince: new Float64Array(size),
  revision: 0,
}

function Opened() {
  const [params] = useSearchParams()
  return <output aria-label="Opened">{params.get('target')}</output>
}

const renderMap = () =>
  render(
    <MemoryRouter>
      <FleetMap fleet={fleet} chosen={[]} />
      <Opened />
    </MemoryRouter>,
  )

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  HTMLElement.prototype.scrollIntoView = () => undefined
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the fleet map', () => {
  it('opens the target under the click, which no pointer hovered over before', () => {
    const { container } = renderMap()
    const { x, y } = placeOf(layoutMap(fleet.waves, width), 7)
    const canvas = container.querySelector('canvas')
    if (canvas === null) throw new Error('the map has no canvas')
    fireEvent.click(canvas, { clientX: x + 1, clientY: y + 1 })
    expect(screen.getByLabelText('Opened').textContent).toBe('web-7')
  })

  it.each([']', '['])('goes to a failed target with %s, takes the focus there and says its name', (key) => {
    renderMap()
    fireEvent.keyDown(document.body, { key })
    const cell = screen.getByRole('gridcell')
    expect(document.activeElement).toBe(cell)
    expect(cell.getAttribute('aria-label')).toContain(`web-${failed}`)
    expect(screen.getAllByRole('status')[0]?.textContent).toBe(`web-${failed}, failed`)
  })
})

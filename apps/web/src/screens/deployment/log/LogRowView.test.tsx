import type { LogLine } from '@sluice/model'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { LogBlock } from './log-layout.ts'
import { LogRowView } from './LogRowView.tsx'

afterEach(cleanup)

const at = Date.parse('2026-11-22T14:02:29.204Z')
const line = (text: string, stream: LogLine['stream'] = 'stdout'): LogLine => ({
  seq: 1,
  at,
  targetId: 'local-5',
  event: 'AfterInstall',
  script: 'scripts/migrate.sh',
  stream,
  text,
})
const block = (lines: LogLine[], changes: Partial<LogBlock> = {}): LogBlock => ({
  key: 'k',
  kind: 'group',
  targetId: 'local-5',
  state: 'failed',
  isOpen: true,
  lines,
  count: lines.length,
  firstSeq: 1,
  event: 'AfterInstall',
  script: 'scripts/migrate.sh',
  stands: 1,
  firstAt: at,
  lastAt: at + 14_000,
  top: 0,
  height: 46,
  lineTops: undefined,
  hole: undefined,
  ...changes,
})
const toggled: [string, boolean][] = []
const loaded: { from: number; to: number }[] = []
const row = (one: LogBlock, lineAt: number, mayLoad = true) => (
  <LogRowView
    row={{ block: one, line: lineAt, top: 0, height: 20 }}
    zone="UTC"
    wraps={false}
    hostWidth={8}
    isOver
    onToggle={(key, isOpen) => toggled.push([key, isOpen])}
    onLoad={mayLoad ? (hole) => loaded.push(hole) : undefined}
  />
)

describe('a row of the log', () => {
  it('A13: shows markup as text', () => {
    const { container } = render(row(block([line('<img src=x onerror=alert(1)>')]), 0))
    expect(container.querySelector('img')).toBeNull()
    expect(container.textContent).toBe('14:02:29.204local-5<img src=x onerror=alert(1)>')
  })

  it('opens links in a window that cannot reach back', () => {
    render(row(block([line('see http://127.0.0.1:8080/')]), 0))
    expect(screen.getByRole('link').getAttribute('rel')).toContain('noopener')
  })

  it('marks what a failed script wrote to its error output', () => {
    const { container } = render(row(block([line('port 8080 already in use', 'stderr')]), 0))
    expect(container.firstElementChild?.className).toContain('log-failed')
  })

  it('has a header that folds and says how it went', () => {
    render(row(block([line('x')]), -1))
    const header = screen.getByRole('button', { expanded: true })
    expect(header.textContent).toBe('▾AfterInstall › scripts/migrate.sh · local-5 · 0:14 · 1 line · ✕ failed')
    fireEvent.click(header)
    expect(toggled).toEqual([['k', true]])
  })

  it('says of a folded host how many events spoke and how long it took', () => {
    render(row(block([], { kind: 'host', isOpen: false, stands: 7, state: 'succeeded', lastAt: at + 4000 }), -1))
    expect(screen.getByRole('button').textContent).toBe('▸local-5 · 7 events · 0:04 ✓')
  })

  it('says how many lines are not loaded, and loads them', () => {
    const hole = { from: 4, to: 1203 }
    const { container } = render(row(block([], { kind: 'hole', hole }), -1))
    expect(container.textContent).toBe('⋯1,200 lines not loaded · Load')
    fireEvent.click(screen.getByRole('button', { name: 'Load: 1,200 lines not loaded' }))
    expect(loaded).toEqual([hole])
  })

  it('offers no loading of what memory cannot hold', () => {
    const { container } = render(row(block([], { kind: 'hole', hole: { from: 4, to: 4 } }), -1, false))
    expect(container.textContent).toBe('⋯1 line not loaded · only in the file')
    expect(screen.queryByRole('button')).toBeNull()
  })
})

import type { LogLine } from '@sluice/model'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { LogBlock } from './log-block.ts'
import { LogRowView } from './LogRowView.tsx'
import { marksOfText } from './marks.ts'
import type { RowLook } from './row-look.ts'

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
  line: 212,
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
  depth: 0,
  title: '',
  silentSince: undefined,
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
const linked: string[] = []
const plain: RowLook = {
  time: 'utc',
  zone: 'UTC',
  wraps: false,
  hostWidth: 8,
  isOver: true,
  marks: undefined,
  markedSeq: undefined,
  beganAt: () => at - 7204,
  downloadPath: '/api/logs/d-1?target=local-5',
}
const row = (one: LogBlock, lineAt: number, mayLoad = true, look: Partial<RowLook> = {}) => (
  <LogRowView
    row={{ block: one, line: lineAt, top: 0, height: 20 }}
    look={{ ...plain, ...look }}
    acts={{
      onToggle: (key, isOpen) => toggled.push([key, isOpen]),
      onLoad: mayLoad ? (hole) => loaded.push(hole) : undefined,
      onLine: (link) => linked.push(link),
    }}
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

  it('has its number as a link to it, which is no part of the text', () => {
    const { container } = render(row(block([line('x')]), 0))
    fireEvent.click(screen.getByRole('button', { name: 'Link to line 212 of AfterInstall on local-5' }))
    expect(linked).toEqual(['local-5:AfterInstall:212'])
    expect(container.textContent).not.toContain('212')
  })

  it.each([
    ['utc', '14:02:29.204'],
    ['event', '+0:07.204'],
    ['none', ''],
  ] as const)('shows its time as %s', (time, words) => {
    const { container } = render(row(block([line('x')]), 0, true, { time }))
    expect(container.textContent).toBe(`${words}local-5x`)
  })

  it('marks what is searched for, over the edges of colours, and the line that a link leads to', () => {
    const marks = marksOfText('build failed', false)
    const { container } = render(
      row(block([line('the \u001b[31mBuild \u001b[1mfai\u001b[0mled')]), 0, true, { marks, markedSeq: 1 }),
    )
    const marked = [...container.querySelectorAll('mark')].map((mark) => mark.textContent)
    expect(marked.join('')).toBe('Build failed')
    expect(container.querySelector('[aria-current]')).not.toBeNull()
  })

  it('says where lines were left out, how many, by which limit, and offers what is kept', () => {
    const text = '... 3,120 lines were left out here by the limit of 50 MB'
    const { line: _none, ...notice } = line(text, 'agent')
    const { container } = render(row(block([{ ...notice, leftOut: 3120 }]), 0))
    expect(container.textContent).toBe('⋯3,120 lines left out here by the limit of 50 MB · Download what is kept')
    expect(screen.getByRole('link', { name: 'Download what is kept' }).getAttribute('href')).toBe(
      '/api/logs/d-1?target=local-5',
    )
  })

  it('says of a running script whose host is not heard where its log ends', () => {
    const running = block([line('x')], { state: 'running', silentSince: at, lastAt: at })
    const { container } = render(row(running, -1, true, { isOver: false }))
    expect(container.textContent).toMatch(/log ends at \d\d:\d\d:29, host silent$/)
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

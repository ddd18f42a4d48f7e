// @vitest-environment jsdom
import type { LogLine } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { createLastLines } from './use-last-lines.ts'

const line = (seq: number, targetId: string, text: string, stream: LogLine['stream'] = 'stdout'): LogLine => ({
  seq,
  at: seq,
  targetId,
  event: 'Install',
  script: stream === 'agent' ? '' : 'run.sh',
  stream,
  text,
})

describe('the last line of a target', () => {
  it('is what a script said, not what the agent says of it afterwards', () => {
    const last = createLastLines().read([line(1, 'web-1', 'ready'), line(2, 'web-1', 'exited 0', 'agent')])
    expect(last.get('web-1')).toBe('ready')
  })

  it('stays its last word when a fresh snapshot no longer holds it', () => {
    const reader = createLastLines()
    reader.read([line(1, 'web-1', 'ready'), line(2, 'web-2', 'waits')])
    expect([...reader.read([line(900, 'web-2', 'goes on')])]).toEqual([
      ['web-1', 'ready'],
      ['web-2', 'goes on'],
    ])
  })
})

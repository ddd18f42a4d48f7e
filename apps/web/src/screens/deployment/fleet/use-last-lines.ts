/** The last line each target said, read from the log this tab holds. Reads only what came since the last look. */
import { useRef } from 'react'
import type { LogLine } from '@sluice/model'
import { useTopic } from '../../../live/bridge.ts'
import { plainText } from '../log/ansi.ts'

export function useLastLines(deploymentId: string): ReadonlyMap<string, string> {
  const log = useTopic('log', deploymentId)
  const read = useRef<Reading>({ lines: undefined, seq: 0, last: new Map(), byScript: new Map() })
  const lines = log.data?.lines
  if (lines !== read.current.lines) read.current = { lines, seq: 0, last: new Map(), byScript: new Map() }
  if (lines === undefined) return read.current.last
  const fresh = linesAfter(lines, read.current.seq)
  for (const line of fresh) note(read.current, line)
  read.current.seq = lines.at(-1)?.seq ?? 0
  return read.current.last
}

interface Reading {
  lines: readonly LogLine[] | undefined
  seq: number
  last: Map<string, string>
  /** The event whose script spoke last on a target. */
  byScript: Map<string, string>
}

/** What a script said of an event is worth more than what the agent says of it afterwards. */
function note({ last, byScript }: Reading, line: LogLine): void {
  const isAgents = line.stream === 'agent'
  if (isAgents && byScript.get(line.targetId) === line.event) return
  if (!isAgents) byScript.set(line.targetId, line.event)
  last.set(line.targetId, plainText(line.text))
}

/** Lines are in the order of `seq`: only the end is looked at. */
export function linesAfter(lines: readonly LogLine[], seq: number): readonly LogLine[] {
  let from = lines.length
  while (from > 0 && (lines[from - 1]?.seq ?? 0) > seq) from -= 1
  return lines.slice(from)
}

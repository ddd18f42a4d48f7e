/** The last line each target said, read from the log this tab holds. Reads only what came since the last look. */
import { useState } from 'react'
import type { LogLine } from '@sluice/model'
import { useTopic } from '../../../live/bridge.ts'
import { linesAfter } from '../../../live/log.ts'
import { plainText } from '../log/ansi.ts'

export function useLastLines(deploymentId: string): ReadonlyMap<string, string> {
  const log = useTopic('log', deploymentId)
  const [readers] = useState(() => new Map<string, LastLines>())
  const reader = readers.get(deploymentId) ?? createLastLines()
  readers.set(deploymentId, reader)
  return reader.read(log.data?.lines ?? [])
}

export interface LastLines {
  /** A fresh snapshot holds the newest lines only: what a target said before it stays its last word. */
  read(lines: readonly LogLine[]): ReadonlyMap<string, string>
}

export function createLastLines(): LastLines {
  let seq = 0
  const last = new Map<string, string>()
  /** The event whose script spoke last on a target. */
  const byScript = new Map<string, string>()

  /** What a script said of an event is worth more than what the agent says of it afterwards. */
  const note = (line: LogLine) => {
    const isAgents = line.stream === 'agent'
    if (isAgents && byScript.get(line.targetId) === line.event) return
    if (!isAgents) byScript.set(line.targetId, line.event)
    last.set(line.targetId, plainText(line.text))
  }

  return {
    read(lines) {
      for (const line of linesAfter(lines, seq)) note(line)
      seq = lines.at(-1)?.seq ?? seq
      return last
    },
  }
}

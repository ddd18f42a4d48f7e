/**
 * Sends one log in the order of its lines and hears up to where the server has stored it. What is on its way at once is
 * bounded; after a reconnect everything that was not stored is sent again under the same numbers.
 */
import type { AgentFrame } from '@sluice/agent-link'
import type { SpoolFile } from './spool-file.ts'

const largestFrameBytes = 256 * 1024
const largestInFlightBytes = 1024 * 1024

interface Place {
  /** Lines before this place. */
  line: number
  offset: number
}

export interface LogSender {
  /** Sends what there is to send, as far as the window allows. */
  push(): void
  stored(upTo: number): void
  /** A new connection: what was on its way may be lost. */
  sendAgain(): void
  isAllStored(): boolean
}

export function logSender(commandId: string, file: SpoolFile, send: (frame: AgentFrame) => boolean): LogSender {
  const start: Place = { line: 0, offset: 0 }
  let storedTo = start
  let sentTo = start
  let onTheWay: Place[] = []

  function push(): void {
    while (sentTo.offset < file.size && sentTo.offset - storedTo.offset < largestInFlightBytes) {
      const { lines, end } = file.read(sentTo.offset, largestFrameBytes)
      const some = lines.slice(0, 1000)
      if (some.length === 0 || !send({ type: 'log', commandId, firstLine: sentTo.line + 1, lines: some })) return
      const bytes = some.length === lines.length ? end - sentTo.offset : bytesOf(some)
      sentTo = { line: sentTo.line + some.length, offset: sentTo.offset + bytes }
      onTheWay.push(sentTo)
    }
  }

  return {
    push,
    stored(upTo) {
      storedTo = onTheWay.findLast((place) => place.line <= upTo) ?? storedTo
      onTheWay = onTheWay.filter((place) => place.line > upTo)
      push()
    },
    sendAgain() {
      sentTo = storedTo
      onTheWay = []
      push()
    },
    isAllStored: () => storedTo.offset >= file.size,
  }
}

const bytesOf = (lines: readonly object[]): number =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(JSON.stringify(line)) + 1, 0)

/**
 * Everything that is said while an event runs goes three ways: to the server as it happens, to the deployment's
 * `scripts.log` on the host (CodeDeploy's form, facts 8.4.4), and, its last lines, into the diagnostics. Secrets are masked
 * before it goes any of them.
 */
import { redact, type HostLogLine } from '@sluice/agent-link'
import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CommandLog } from '../spool/spool.ts'

const largestTailBytes = 4096
/** Characters of one line, so that a long last line does not leave the tail empty. */
const longestInTail = 1000
/** Words of the agent are sentences. */
const longestSentence = 8192

export interface EventOutput {
  /** The agent's own words about the event. */
  say(text: string): void
  startScript(location: string): void
  scriptLine(location: string, stream: 'stdout' | 'stderr', text: string): void
  /** Whole lines from the end, at most 4 KiB, of the script that ran last. */
  tail(): string
  finish(): void
}

export function openEventOutput(event: string, log: CommandLog, scriptsLog: string): EventOutput {
  let tail: string[] = []
  let tailBytes = 0
  let batch: string[] = []
  let timer: NodeJS.Timeout | undefined
  /** A private key goes over several lines: how many of one each output has printed. */
  const keyLines = new Map<HostLogLine['stream'], number>()

  function remember(line: string): void {
    const text = line.length > longestInTail ? `${line.slice(0, longestInTail)} [...]` : line
    tail.push(text)
    tailBytes += Buffer.byteLength(text) + 1
    while (tailBytes > largestTailBytes && tail.length > 0) tailBytes -= Buffer.byteLength(tail.shift() ?? '') + 1
  }

  function record(at: number, text: string): void {
    batch.push(`${timeText(at)} ${text}\n`)
    if (batch.length >= 1000) writeBatch()
    else timer ??= setTimeout(writeBatch, 50)
  }

  /** The local log is a convenience: a full disk must not fail an event that would pass without it. */
  function writeBatch(): void {
    clearTimeout(timer)
    timer = undefined
    try {
      mkdirSync(dirname(scriptsLog), { recursive: true })
      appendFileSync(scriptsLog, batch.join(''))
    } catch {
      // The server has the lines.
    }
    batch = []
  }

  function masked({ stream, text }: Pick<HostLogLine, 'stream' | 'text'>): string {
    const clean = redact(text, keyLines.get(stream) ?? 0)
    keyLines.set(stream, clean.keyLines)
    return clean.text
  }

  function line(printed: Omit<HostLogLine, 'at'>): void {
    const at = Date.now()
    const entry = { ...printed, text: masked(printed) }
    log.write({ at, ...entry })
    const text = `[${entry.stream}]${entry.text}`
    record(at, text)
    if (entry.stream !== 'agent') remember(text)
  }

  record(Date.now(), `LifecycleEvent - ${event}`)
  return {
    say: (text) => line({ script: '', stream: 'agent', text: text.slice(0, longestSentence) }),
    startScript(location) {
      tail = []
      tailBytes = 0
      keyLines.clear()
      remember(`LifecycleEvent - ${event}`)
      remember(`Script - ${location}`)
      record(Date.now(), `Script - ${location}`)
    },
    scriptLine: (location, stream, text) => line({ script: location.slice(0, 1024), stream, text }),
    tail: () => tail.join('\n'),
    finish() {
      writeBatch()
      log.finish()
    },
  }
}

/** `2026-11-23 17:58:02`, in the host's own time zone like every log beside it. */
function timeText(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/**
 * A script as a process group of its own. It is started behind a gate: a shell that waits for a word and then becomes
 * the script, so that the process is in the journal before its first instruction. Without the word it ends.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Writable } from 'node:stream'
import { recordProcess, type RecordedProcess } from '../../journal/recorded-process.ts'
import type { ScriptCommand } from './script-command.ts'
import type { ScriptPipes } from './script-pipes.ts'
import { lineSplitter } from './line-splitter.ts'

const gate = 'read -r word <&3 || exit 125; exec 3<&-; exec "$0" "$@"'

export interface ScriptExit {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface StartedScript {
  process: RecordedProcess
  /** Lets it begin. */
  release(): void
  /** Its process has ended; what it started may live on. */
  exited: Promise<ScriptExit>
  /** Nobody holds its outputs any more. */
  outputsClosed: Promise<void>
  /** Stops listening to its outputs and to the gate. */
  letGo(): void
}

export interface ScriptStart {
  command: ScriptCommand
  workingFolder: string
  environment: Record<string, string>
  pipes: ScriptPipes
  takeLine(stream: 'stdout' | 'stderr', text: string): void
}

export async function startScript(start: ScriptStart): Promise<StartedScript> {
  const pair = await start.pipes.take()
  const { stdout, stderr } = pair
  const child = spawn('/bin/sh', ['-c', gate, ...start.command.words], {
    cwd: start.workingFolder,
    env: start.environment,
    stdio: ['ignore', stdout.writeEnd, stderr.writeEnd, 'pipe'],
    detached: true,
  })
  pair.closeWriteEnds()
  const closed = [
    readLines(stdout.reader, (text) => start.takeLine('stdout', text)),
    readLines(stderr.reader, (text) => start.takeLine('stderr', text)),
  ]
  const exited = endOf(child)
  const gatePipe = child.stdio[3] as Writable | null
  gatePipe?.on('error', () => undefined)
  const letGo = () => {
    stdout.reader.destroy()
    stderr.reader.destroy()
    gatePipe?.destroy()
  }
  if (child.pid === undefined) {
    letGo()
    await exited
  }
  return {
    process: recordProcess(child.pid ?? 0, start.command.isSu),
    release: () => gatePipe?.end('go\n'),
    exited,
    outputsClosed: Promise.all(closed).then((ends) => {
      if (ends.every((end) => end === 'read to the end')) pair.giveBack()
    }),
    letGo,
  }
}

function readLines(reader: NodeJS.ReadableStream, take: (text: string) => void): Promise<'read to the end' | 'let go'> {
  const lines = lineSplitter(take)
  let end: 'read to the end' | 'let go' = 'let go'
  reader.on('data', (chunk: Buffer) => lines.write(chunk))
  reader.once('end', () => (end = 'read to the end'))
  reader.once('error', () => undefined)
  return new Promise((resolve) => {
    reader.once('close', () => {
      lines.end()
      resolve(end)
    })
  })
}

function endOf(child: ChildProcess): Promise<ScriptExit> {
  const ended = new Promise<ScriptExit>((resolve, reject) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', reject)
  })
  ended.catch(() => undefined)
  return ended
}

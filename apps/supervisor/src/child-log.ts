/**
 * What a child prints goes to a file of its own in `run/`; the terminal stays readable. The file is cut at a size, with
 * one older part kept, and the last lines of stderr stay in memory: they say why a child gave up.
 *
 * A log never ends the parent: what cannot be written is counted and left out, each write tries again, and the first one
 * that succeeds says in the file what is missing before it.
 */
import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'

export const largestLogBytes = 10 * 1024 * 1024
const keptErrorLines = 20

export type ChildLog = ReturnType<typeof openChildLog>

export function openChildLog(path: string, largestBytes = largestLogBytes) {
  let file: number | undefined
  let bytes = 0
  let lostBytes = 0
  let errorTail = ''

  function write(chunk: Buffer): void {
    const note = Buffer.from(
      lostBytes === 0 ? '' : `(${lostBytes} bytes are missing here: they could not be written)\n`,
    )
    const written = tryToAppend(Buffer.concat([note, chunk]))
    if (written >= note.length) lostBytes = 0
    lostBytes += Math.min(chunk.length, note.length + chunk.length - written)
  }

  /** Answers how many bytes are in the file now. After a failure the file is opened anew. */
  function tryToAppend(text: Buffer): number {
    try {
      file ??= open()
      if (bytes + text.length > largestBytes && bytes > 0) file = startNewFile()
      const written = writeSync(file, text)
      bytes += written
      return written
    } catch {
      close()
      return 0
    }
  }

  function open(): number {
    const opened = openSync(path, 'a', 0o600)
    bytes = fstatSync(opened).size
    return opened
  }

  function startNewFile(): number {
    renameSync(path, `${path}.1`)
    close()
    return open()
  }

  function close(): void {
    const old = file
    file = undefined
    if (old !== undefined) closeSync(old)
  }

  return {
    write,
    writeError(chunk: Buffer): void {
      write(chunk)
      errorTail = (errorTail + chunk.toString('utf8'))
        .split('\n')
        .slice(-keptErrorLines - 1)
        .join('\n')
    },
    lastErrorLines: () => errorTail.trim(),
    close,
  }
}

/**
 * What a child prints goes to a file of its own in `run/`; the terminal stays readable. The file is cut at a size, with
 * one older part kept, and the last lines of stderr stay in memory: they say why a child gave up.
 */
import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs'

export const largestLogBytes = 10 * 1024 * 1024
const keptErrorLines = 20

export type ChildLog = ReturnType<typeof openChildLog>

export function openChildLog(path: string, largestBytes = largestLogBytes) {
  let file = openSync(path, 'a', 0o600)
  let bytes = statSync(path).size
  let errorTail = ''

  function write(chunk: Buffer): void {
    if (bytes + chunk.length > largestBytes && bytes > 0) startNewFile()
    bytes += writeSync(file, chunk)
  }

  function startNewFile(): void {
    closeSync(file)
    renameSync(path, `${path}.1`)
    file = openSync(path, 'a', 0o600)
    bytes = 0
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
    close: () => closeSync(file),
  }
}

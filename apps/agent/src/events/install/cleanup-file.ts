/**
 * `<group>-cleanup`: every path that deployments of the group made on this host, one a line, folders before what is in
 * them. The next Install removes by it; whoever is not in it belongs to somebody else. Source: facts 6.4.
 */
import { appendFileSync, closeSync, fsyncSync, openSync } from 'node:fs'
import { readIfThere, writeDurably } from '../../durable-file.ts'

/** Before a path whose SELinux entry has to be undone too. */
const contextMark = 'semanage\0'

export interface OwnedPaths {
  /** In the order they were made. */
  paths: readonly string[]
  has(path: string): boolean
  contexts: readonly string[]
}

export function readCleanupFile(file: string): OwnedPaths {
  // What follows the last line end is a line that was not written to its end.
  const lines = (readIfThere(file) ?? '').split('\n').slice(0, -1)
  const contexts = lines.filter((line) => line.startsWith(contextMark)).map((line) => line.slice(contextMark.length))
  return ownedPaths(
    lines.filter((line) => line.startsWith('/')),
    contexts,
  )
}

export function ownedPaths(paths: readonly string[], contexts: readonly string[] = []): OwnedPaths {
  const set = new Set(paths)
  return { paths: [...set], has: (path) => set.has(path), contexts }
}

export interface CleanupRecorder {
  /** Call it before the path is made. */
  record(path: string): void
  recordContext(path: string): void
  close(): void
}

/**
 * Starts the new list with what stays of the old one, so that whatever ends the agent leaves no file of ours without an
 * entry. A power loss may: the entries made since are synced at the close only, once for all of them.
 */
export function startCleanupFile(file: string, kept: readonly string[]): CleanupRecorder {
  const recorded = new Set(kept)
  writeDurably(file, kept.map((path) => `${path}\n`).join(''), 0o644)
  const open = openSync(file, 'a')
  return {
    record(path) {
      if (recorded.has(path)) return
      recorded.add(path)
      appendFileSync(open, `${path}\n`)
    },
    recordContext: (path) => appendFileSync(open, `${contextMark}${path}\n`),
    close() {
      fsyncSync(open)
      closeSync(open)
    },
  }
}

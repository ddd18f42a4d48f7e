/** Where the conductor tells of faults: its own, its listeners' and the store's. */
export interface Log {
  warn(message: string, detail: object): void
  error(message: string, cause: unknown): void
}

/** One JSON line each, on the error stream. */
export const standardErrorLog: Log = {
  warn: (message, detail) => write({ level: 'warn', message, ...detail }),
  error: (message, cause) =>
    write({ level: 'error', message, cause: cause instanceof Error ? cause.stack : String(cause) }),
}

function write(line: object): void {
  process.stderr.write(`${JSON.stringify({ room: 'conductor', ...line })}\n`)
}

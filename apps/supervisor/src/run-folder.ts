/** The small files in `$SLUICE_DATA/run` by which processes and scripts find each other. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type RunFolder = ReturnType<typeof runFolder>

export function runFolder(path: string) {
  return {
    path,
    lock: join(path, 'supervisor.lock'),
    socket: join(path, 'supervisor.sock'),
    log: (name: string) => join(path, `${name}.log`),
    writePid: (name: string, pid: number) => writeFileSync(join(path, `${name}.pid`), `${pid}\n`, { mode: 0o644 }),
    readPid: (name: string) => Number(textOf(join(path, `${name}.pid`)) ?? 0),
    removePid: (name: string) => rmSync(join(path, `${name}.pid`), { force: true }),
    /** Where people find the product: written by the BFF when it listens. */
    readUrl: () => textOf(join(path, 'url')),
    /** Where this machine reaches the BFF itself, also when the URL is a proxy's or its name means nothing here. */
    readAddress: () => textOf(join(path, 'address')) ?? textOf(join(path, 'url')),
    removeUrl: () => {
      for (const name of ['url', 'address']) rmSync(join(path, name), { force: true })
    },
    /** Left by the BFF as long as nobody has an account. */
    readSignInLink: () => textOf(join(path, 'sign-in-link')),
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

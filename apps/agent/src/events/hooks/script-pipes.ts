/**
 * Real pipes for a script's stdout and stderr. Node gives its children sockets, which `echo ... > /dev/stderr` cannot
 * open; scripts do that all the time. Named pipes behave like what a shell gives. Making them costs a process, so a pair
 * is used again once nobody holds the other end any more.
 */
import { execFile } from 'node:child_process'
import { closeSync, constants, mkdirSync, openSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface ScriptPipe {
  /** For the script. */
  writeEnd: number
  reader: Socket
}

export interface PipePair {
  stdout: ScriptPipe
  stderr: ScriptPipe
  /** The script has them now: without this the end of its outputs would never be seen. */
  closeWriteEnds(): void
  /** Both have been read to their end. */
  giveBack(): void
}

export interface ScriptPipes {
  take(): Promise<PipePair>
  remove(): void
}

export function scriptPipes(folder: string): ScriptPipes {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const free: string[] = []
  let count = 0

  async function make(): Promise<string> {
    count += 1
    const name = join(folder, String(count))
    // Writable for all: `runas` scripts open them again by way of /dev/stderr. The folder keeps others out.
    await promisify(execFile)('mkfifo', ['-m', '622', `${name}.stdout`, `${name}.stderr`])
    return name
  }

  return {
    async take() {
      const name = free.pop() ?? (await make())
      const [stdout, stderr] = [openPipe(`${name}.stdout`), openPipe(`${name}.stderr`)]
      return {
        stdout,
        stderr,
        closeWriteEnds: () => [stdout, stderr].forEach(({ writeEnd }) => closeSync(writeEnd)),
        giveBack: () => void free.push(name),
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function openPipe(name: string): ScriptPipe {
  const readEnd = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK)
  return { reader: new Socket({ fd: readEnd, readable: true, writable: false }), writeEnd: openSync(name, 'w') }
}

/**
 * Real pipes for a script's stdout and stderr. Node gives its children sockets, which `echo ... > /dev/stderr` cannot
 * open; scripts do that all the time. Named pipes without a name left are what a shell would have given them.
 */
import { execFile } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface ScriptPipe {
  /** For the script; close it here once the script has it. */
  writeEnd: number
  reader: Socket
}

export async function openScriptPipes(folder: string): Promise<{ stdout: ScriptPipe; stderr: ScriptPipe }> {
  const place = mkdtempSync(join(folder, 'pipes-'))
  try {
    const names = [join(place, 'stdout'), join(place, 'stderr')] as const
    // Writable for all: `runas` scripts open them again by way of /dev/stderr. The folder keeps others out.
    await promisify(execFile)('mkfifo', ['-m', '622', ...names])
    return { stdout: openPipe(names[0]), stderr: openPipe(names[1]) }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

export function closeWriteEnds(...pipes: readonly ScriptPipe[]): void {
  for (const pipe of pipes) closeSync(pipe.writeEnd)
}

function openPipe(name: string): ScriptPipe {
  const readEnd = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK)
  return { reader: new Socket({ fd: readEnd, readable: true, writable: false }), writeEnd: openSync(name, 'w') }
}

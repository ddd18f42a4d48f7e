/** Owner, mode, ACL, SELinux context, in this order: a change of the owner would take setuid bits away again. */
import { execFile } from 'node:child_process'
import { chmod, lchown, lstat, realpath } from 'node:fs/promises'
import { promisify } from 'node:util'
import { EventFailure } from '../event-failure.ts'
import type { CleanupRecorder } from './cleanup-file.ts'
import type { ReadyStep } from './prepare-permissions.ts'

const run = promisify(execFile)

export async function applyPermissions(steps: readonly ReadyStep[], recorder: CleanupRecorder): Promise<void> {
  for (const step of steps) {
    await changeOwner(step)
    if (step.kind === 'symlink') continue
    if (step.permission.mode !== undefined) await chmod(step.path, Number.parseInt(step.permission.mode, 8))
    if (step.permission.acls.length > 0) await setAcl(step)
    if (step.permission.context !== undefined) await setContext(step, step.permission.context, recorder)
  }
}

async function changeOwner({ path, uid, gid }: ReadyStep): Promise<void> {
  if (uid === undefined && gid === undefined) return
  const now = await lstat(path)
  await lchown(path, uid ?? now.uid, gid ?? now.gid)
}

async function setAcl({ path, permission }: ReadyStep): Promise<void> {
  const { mode } = await lstat(path)
  await tool('setfacl', ['--set', wholeAcl(permission.acls, mode).join(','), '--', path])
}

/** The list replaces what is there, so the mode's own three entries have to be in it; `setfacl` adds the mask. */
export function wholeAcl(acls: readonly string[], mode: number): string[] {
  const letters = (bits: number) => `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`
  const base = [`u::${letters(mode >> 6)}`, `g::${letters(mode >> 3)}`, `o::${letters(mode)}`]
  return [...base, ...acls]
}

async function setContext(
  { path }: ReadyStep,
  { user, type, range }: { user?: string | undefined; type: string; range?: string | undefined },
  recorder: CleanupRecorder,
): Promise<void> {
  const real = await realpath(path)
  const more = [...(user === undefined ? [] : ['-s', user]), ...(range === undefined ? [] : ['-r', range])]
  recorder.recordContext(real)
  await tool('semanage', ['fcontext', '-a', '-t', type, ...more, real])
  await tool('restorecon', ['-v', real])
}

async function tool(name: string, words: readonly string[]): Promise<void> {
  try {
    await run(name, [...words])
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    throw new EventFailure(`${name} failed for ${words.at(-1)}: ${said || 'it gave no reason'}`)
  }
}

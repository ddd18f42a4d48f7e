/**
 * The end of a log: it is removed some time after its last line. What stays is a note of a few bytes, so that nobody takes a
 * removed log for one that never was. The note comes first: a removal that was broken off is done again.
 */
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeploymentId } from '@sluice/model'

export interface Removal {
  /** Milliseconds since the epoch. */
  removedAt: number
}

const note = 'removed.json'

export async function deploymentsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => DeploymentId.safeParse(name).success).sort()
}

/** Whether it has files, into none of which something was written since. */
export async function isOld(path: string, time: number): Promise<boolean> {
  const files = (await readdir(path, { recursive: true })).filter((file) => /\.(ndjson|index)$/.test(file))
  const times = await Promise.all(files.map(async (file) => (await stat(join(path, file))).mtimeMs))
  return times.length > 0 && Math.max(...times) < time
}

export async function removeLog(path: string, now: number): Promise<void> {
  await writeFile(join(path, note), JSON.stringify({ removedAt: now } satisfies Removal))
  for (const name of await readdir(path))
    if (name !== note) await rm(join(path, name), { recursive: true, force: true })
}

/** Undefined while there are lines: a host that was away may have sent some after the removal. */
export async function removalOf(path: string): Promise<Removal | undefined> {
  const text = await readFile(join(path, note), 'utf8').catch(() => undefined)
  if (text === undefined || (await readdir(path, { recursive: true })).some((file) => file.endsWith('.ndjson')))
    return undefined
  return JSON.parse(text) as Removal
}

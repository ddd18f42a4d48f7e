/**
 * What was last desired of each balancer and which addresses were healthy, a file each: `balancer/<name>.json`. Written whole
 * beside the old one, forced to the disk, then put in its place: after any crash there is one or the other.
 */
import { DesiredBalancer, MemberHealth } from '@sluice/model'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

export const KeptState = z.object({ desired: DesiredBalancer, healthy: z.record(z.string(), MemberHealth) })
export type KeptState = z.infer<typeof KeptState>

const ending = '.json'

export type StateFolder = ReturnType<typeof stateFolder>

export function stateFolder(path: string) {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const fileOf = (name: string) => join(path, `${name}${ending}`)

  return {
    /** What cannot be read is left where it is and told: a balancer without its file waits for the BFF's word. */
    read(onUnreadable: (file: string, fault: unknown) => void): KeptState[] {
      return readdirSync(path)
        .filter((file) => file.endsWith(ending))
        .flatMap((file) => {
          try {
            return [KeptState.parse(JSON.parse(readFileSync(join(path, file), 'utf8')))]
          } catch (fault) {
            onUnreadable(file, fault)
            return []
          }
        })
    },
    async write(state: KeptState): Promise<void> {
      const file = fileOf(state.desired.name)
      await writeDown(`${file}.new`, JSON.stringify(state))
      await rename(`${file}.new`, file)
      await sync(path)
    },
    async remove(name: string): Promise<void> {
      await rm(fileOf(name), { force: true })
      await sync(path)
    },
  }
}

async function writeDown(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The folder holds the names of its files: without this a rename may be lost. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

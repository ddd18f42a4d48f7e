/** What is synced before an Install counts as done. `node:fs` is watched, not replaced. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { appSpecText, writeTree } from '../../testing/bundles.ts'
import { eventContext } from '../../testing/event-context.ts'
import { tempFolders } from '../../testing/temp-folder.ts'
import { runEvent } from '../run-event.ts'

const { synced } = vi.hoisted(() => ({ synced: [] as string[] }))

vi.mock(import('node:fs/promises'), async (original) => {
  const fs = await original()
  return {
    ...fs,
    async open(...given: Parameters<typeof fs.open>) {
      const file = await fs.open(...given)
      const sync = file.sync.bind(file)
      file.sync = async () => {
        await sync()
        synced.push(`${String(given[0])}, before the pointer: ${!existsSync(pointer)}`)
      }
      return file
    },
  }
})

const newFolder = tempFolders()
let pointer = ''

it('every installed file and its folder are on the disk before the pointer says so', async () => {
  const folder = newFolder()
  const root = join(folder, 'root')
  mkdirSync(root)
  const context = eventContext(folder, 'Install')
  pointer = context.folders.lastSuccessfulInstall
  writeTree(context.folders.archive, {
    'appspec.yml': appSpecText('/srv/app'),
    'files/a.txt': 'a',
    'files/deep/b.txt': 'b',
    'files/link': '-> a.txt',
  })
  expect(await runEvent(context)).toMatchObject({ status: 'Succeeded' })
  expect(existsSync(pointer)).toBe(true)
  const expected = ['srv/app/a.txt', 'srv/app/deep/b.txt', 'srv/app', 'srv/app/deep', 'srv', '']
  expect(synced.toSorted()).toEqual(expected.map((path) => `${join(root, path)}, before the pointer: true`).toSorted())
})

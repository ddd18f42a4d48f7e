import { expect, test } from 'vitest'
import { aDirectory, aMember } from '../testing/a-directory.ts'
import { createMemberWriter, type MemberChange } from './member-writer.ts'

function aWriter() {
  const directory = aDirectory()
  const commits: (readonly MemberChange[])[] = []
  const writer = createMemberWriter({ member: ({ targetId }) => directory.member(targetId) }, async (changes) => {
    commits.push(changes)
    await directory.write(changes)
  })
  return { writer, commits, directory }
}

const web1 = aMember()

test('what is wanted in the same moment is one commit', async () => {
  const { writer, commits } = aWriter()
  const hosts = ['web-1', 'web-2', 'web-3'].map((targetId) => aMember({ targetId }))
  await Promise.all(hosts.map((put) => writer.write(() => [{ put }])))
  expect(commits).toEqual([hosts.map((put) => ({ put }))])
})

test('each change is said from the rows as all earlier ones leave them, and the last one counts', async () => {
  const { writer, commits } = aWriter()
  const known: unknown[] = []
  const write = (change: MemberChange) =>
    writer.write((look) => {
      known.push(look(web1)?.weight)
      return [change]
    })
  await Promise.all([
    write({ put: { ...web1, weight: 2 } }),
    write({ remove: web1 }),
    write({ put: { ...web1, weight: 3 } }),
  ])
  await write({ remove: web1 })
  expect(known).toEqual([undefined, 2, undefined, 3])
  expect(commits).toEqual([[{ put: { ...web1, weight: 3 } }], [{ remove: web1 }]])
})

test('nothing to change is no commit', async () => {
  const { writer, commits } = aWriter()
  await writer.write(() => [])
  expect(commits).toEqual([])
})

test('whoever wanted what could not be committed hears so; later writes go on', async () => {
  const { writer, directory } = aWriter()
  directory.failWrites(1)
  await expect(writer.write(() => [{ put: web1 }])).rejects.toThrow('could not be stored')
  await writer.write(() => [{ put: web1 }])
  expect(directory.member('web-1')).toEqual(web1)
})

/** A change of the directory is somebody's; what groups make of it is theirs, and must not keep it back. */
import { describe, expect, it } from 'vitest'
import { byDana, createSignal, deploymentId, hold, openDoorThatTells, type Door } from './testing/a-door.ts'
import { faults } from './testing/counting-engine.ts'

const key = `deployment:${deploymentId}` as const

describe('what groups are told of a change', () => {
  const laid = { collection: 'notes', key: 'laid', put: { value: 'yes' } } as const
  const lay = (door: Door) =>
    door.conductor.change({ by: byDana(), decide: async () => ({ changes: [laid], answer: 'laid' }) })

  it.each([faults.decide, faults.evolve])('by a fault (%s) keeps back neither it nor the others', async (fault) => {
    const door = openDoorThatTells(async () => [createSignal(), hold('before'), hold(fault), hold('after')])
    expect(await lay(door)).toBe('laid')
    expect(door.committed).toHaveLength(1)
    expect(await door.store.get('notes', 'laid')).toEqual(laid.put)
    expect(await door.store.loadEvents(key, 1)).toMatchObject([{ by: 'before' }, { by: 'after' }])
    expect(door.complaints).toEqual(['a group could not be told of a change'])
  })

  it('and cannot be found out keeps it back neither', async () => {
    const door = openDoorThatTells(async () => {
      throw new Error('a row that nobody can read')
    })
    expect(await lay(door)).toBe('laid')
    expect(await door.store.get('notes', 'laid')).toEqual(laid.put)
    expect(door.complaints).toEqual(['no group could be told of a change'])
  })
})

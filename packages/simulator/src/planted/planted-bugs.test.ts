import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { root } from './build-planted.ts'
import { planted } from './planted-bug.ts'
import { plantedBugs } from './planted-bugs.ts'

describe('the planted bugs', () => {
  it('are forty and more, each with a name of its own', () => {
    expect(plantedBugs.length).toBeGreaterThanOrEqual(40)
    expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length)
  })

  it.each(plantedBugs)('$file can still get the bug "$name"', async (bug) => {
    const source = await readFile(root + bug.file, 'utf8')
    expect(planted(source, bug)).not.toBe(source)
  })

  it('a bug whose place is gone, or stands twice, is refused with its name', () => {
    const bug = { name: 'a wrong sign', file: 'some.ts', find: 'a + b', replace: 'a - b' }
    expect(() => planted('a * b', bug)).toThrow('"a wrong sign": what it replaces stands 0 times in some.ts.')
    expect(() => planted('a + b + a + b', bug)).toThrow('stands 2 times')
    expect(planted('return a + b', bug)).toBe('return a - b')
  })
})

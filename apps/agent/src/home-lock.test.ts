import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockHome } from './home-lock.ts'
import { tempFolders } from './testing/temp-folder.ts'

const newFolder = tempFolders()
const takers: ChildProcess[] = []
let folder: string
let path: string

beforeEach(() => {
  folder = newFolder()
  path = join(folder, 'agent.lock')
})

afterEach(async () => {
  for (const taker of takers.splice(0)) {
    const ended = once(taker, 'exit')
    if (taker.kill('SIGKILL')) await ended
  }
})

/** Waits at a line on stdin, so that many begin at the same moment; answers what it got, and goes on living. */
function taker(): { ready: Promise<unknown>; answer(): Promise<string> } {
  const lock = JSON.stringify(new URL('home-lock.ts', import.meta.url).href)
  const script = `const { lockHome } = await import(${lock})
    console.log('ready')
    process.stdin.once('data', () => console.log(lockHome(${JSON.stringify(path)}) === undefined ? 'no' : 'yes'))`
  const tsx = import.meta.resolve('tsx')
  const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '-e', script])
  takers.push(child)
  const ready = once(child.stdout, 'data')
  return {
    ready,
    async answer() {
      const answered = once(child.stdout, 'data')
      child.stdin.write('go\n')
      return String((await answered)[0]).trim()
    },
  }
}

async function takenByMany(count: number): Promise<string[]> {
  const all = Array.from({ length: count }, taker)
  await Promise.all(all.map(({ ready }) => ready))
  return (await Promise.all(all.map(({ answer }) => answer()))).toSorted()
}

const deadHolder = () => JSON.stringify({ pid: spawnSync('true').pid, startTime: '1', bootId: 'earlier', isSu: false })

describe('the lock of a home', () => {
  it('is free, then held, then free again, and leaves one small file', () => {
    const first = lockHome(path)
    expect([first === undefined, lockHome(path)]).toEqual([false, undefined])
    first?.release()
    expect(lockHome(path)).toBeDefined()
    expect(lockHome(path)).toBeUndefined()
    expect(readdirSync(folder)).toEqual(['agent.lock.2'])
  })

  it.each([
    ['a holder that is gone', deadHolder],
    ['a file that a power loss emptied', () => ''],
    [
      'a holder whose pid is another process now',
      () => JSON.stringify({ pid: process.pid, startTime: '1', bootId: '' }),
    ],
  ])('is taken over from %s', (_who, text) => {
    writeFileSync(`${path}.7`, text())
    expect(lockHome(path)).toBeDefined()
    expect(readdirSync(folder)).toEqual(['agent.lock.8'])
  })

  it('goes to one of six that find a dead holder at once', async () => {
    writeFileSync(`${path}.1`, deadHolder())
    expect(await takenByMany(6)).toEqual(['no', 'no', 'no', 'no', 'no', 'yes'])
    expect(readdirSync(folder)).toEqual(['agent.lock.2'])
  })
})

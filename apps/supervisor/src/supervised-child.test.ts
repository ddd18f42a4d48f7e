import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runFolder } from './run-folder.ts'
import { type ChildSpec, superviseChild } from './supervised-child.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sluice-child-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function spec(script: string): ChildSpec {
  const path = join(folder, 'child.mjs')
  writeFileSync(path, script)
  return { name: 'bff', script: path, arguments: [], environment: {}, workingFolder: folder, user: undefined, umask: 0 }
}

it('lives and ends without a pid file and a log, when neither can be written', async () => {
  for (const name of ['bff.pid', 'bff.log']) mkdirSync(join(folder, name))
  const said: string[] = []
  const watcher = { say: (line: string) => void said.push(line), mayRestart: () => false }
  const script = 'process.on("disconnect", () => process.exit()); console.log("hello"); setInterval(() => {}, 1000)'
  const child = superviseChild(spec(script), runFolder(folder), watcher)
  expect(child.report().state).toBe('running')
  await child.stop(4_000)
  expect(child.report().state).toBe('stopped')
  expect(said.map((line) => line.slice(0, 36))).toEqual(Array(2).fill('The pid file of bff cannot be change'))
})

import { readdirSync, readFileSync } from 'node:fs'
import { openApiDocument } from '@sluice/api'
import { expect, test } from 'vitest'

/** What agents ask is their own language, and every operation has a path of its own in the document. */
const notThere = [/^\/agents\//, /^\/api\/:operation$/]

test('every door for people and scripts is in the API document, with its method', () => {
  const document = openApiDocument({ version: '0', serverUrl: 'http://127.0.0.1:4600' }) as {
    paths: Record<string, object>
  }
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  const doors = files
    .map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))
    .flatMap((source) => [...source.matchAll(/\.(get|post|put|delete|patch)\('(\/[^']+)'/g)])
    .map(([, method = '', path = '']) => ({ method, path }))
    .filter(({ path }) => !notThere.some((pattern) => pattern.test(path)))
  expect(doors.length).toBeGreaterThan(5)
  const missing = doors.filter(({ method, path }) => {
    const written = path.replace(/[:*](\w+)/g, '{$1}')
    return !Object.hasOwn(document.paths[written] ?? {}, method)
  })
  expect(missing).toEqual([])
})

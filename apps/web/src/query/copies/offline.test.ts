/** The service worker (public/offline.js), run as a browser runs it, with a cache and a server of the test. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { expect, it } from 'vitest'

const origin = 'http://sluice.test'
const code = readFileSync(join(import.meta.dirname, '../../../public/offline.js'), 'utf8')
const urlOf = (asked: string | Request): string => new URL(typeof asked === 'string' ? asked : asked.url, origin).href

/** A browser that outlives the versions of the server. */
function aBrowser() {
  const rows = new Map<string, Response>()
  const cache = {
    keys: async () => [...rows.keys()].map((url) => new Request(url)),
    match: async (asked: string | Request) => rows.get(urlOf(asked))?.clone(),
    put: async (asked: string | Request, answer: Response) => void rows.set(urlOf(asked), answer),
    addAll: async (all: readonly (string | Request)[]) => all.forEach((one) => rows.set(urlOf(one), new Response('x'))),
    delete: async (url: string) => rows.delete(url),
  }
  /** Somebody opens a tab of this version. */
  const open = async (...files: readonly string[]) => {
    const listeners = new Map<string, (event: unknown) => void>()
    const worker = { location: { origin }, addEventListener: listeners.set.bind(listeners) }
    const caches = { open: async () => cache, match: cache.match }
    const fetch = async () => Response.json(files)
    function ownRequest(path: string) {
      return new Request(urlOf(path))
    }
    runInContext(code, createContext({ self: worker, caches, fetch, Request: ownRequest, Response, URL }))
    let kept: Promise<void> = Promise.resolve()
    listeners.get('message')?.({ data: 'keep', waitUntil: (until: Promise<void>) => (kept = until) })
    await kept
  }
  const assets = () =>
    [...rows.keys()].filter((url) => url.includes('/assets/')).map((url) => url.replace(`${origin}/assets/`, ''))
  return { open, assets }
}

it('what tabs of the version before may still load is kept; what older ones had goes', async () => {
  const { open, assets } = aBrowser()
  await open('/assets/one.js', '/assets/same.js')
  await open('/assets/two.js', '/assets/same.js')
  expect(assets().toSorted()).toEqual(['one.js', 'same.js', 'two.js'])
  await open('/assets/three.js', '/assets/same.js')
  expect(assets().toSorted()).toEqual(['same.js', 'three.js', 'two.js'])
})

it('the version before stays while tabs of the same version are opened', async () => {
  const { open, assets } = aBrowser()
  await open('/assets/one.js')
  await open('/assets/two.js')
  await open('/assets/two.js')
  expect(assets().toSorted()).toEqual(['one.js', 'two.js'])
})

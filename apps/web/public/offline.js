// Lets the dashboard open while the server is gone. It answers nothing itself as long as the server does: pages are asked for
// each time, and kept; files with a hash in their name never change. Data is never touched here: not the API, not the
// sockets. What was seen of it is kept by the dashboard, for the person who saw it.
const kept = 'sluice-shell'
const page = '/'
const list = '/offline-files.json'
/** Under these the lists of the version kept last and the one before are kept: tabs of that one are still open. */
const [ownList, formerList] = ['/offline-files/own', '/offline-files/former']
const loose = ['/theme.js', '/favicon.svg']

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keepAll())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(keptFirst(request))
  else if (loose.includes(pathname)) event.respondWith(serverFirst(request, request))
  else if (request.mode === 'navigate' && !isForMachines(pathname)) event.respondWith(serverFirst(request, page))
})

const isForMachines = (pathname) => /^\/(api|live|agents|healthz|metrics)(\/|$)/.test(pathname)

async function keptFirst(request) {
  const found = await caches.match(request)
  return found ?? fetch(request)
}

/** `as`: all pages are the same file. */
async function serverFirst(request, as) {
  try {
    return await fetch(request)
  } catch (unanswered) {
    const found = await caches.match(as)
    if (found === undefined) throw unanswered
    return found
  }
}

/** The page and every file that it may come to need, of this version and the one before; those of older ones go. */
async function keepAll() {
  const cache = await caches.open(kept)
  const files = await (await fetch(list, { cache: 'no-store' })).json()
  const own = await keptList(cache, ownList)
  const isNew = JSON.stringify(own) !== JSON.stringify(files)
  const former = isNew ? own : await keptList(cache, formerList)
  const had = (await cache.keys()).map((request) => request.url)
  await cache.addAll(files.map(address).filter((url) => !had.includes(url)))
  await cache.addAll([page, ...loose].map((path) => new Request(path, { cache: 'no-cache' })))
  await cache.put(formerList, new Response(JSON.stringify(former)))
  await cache.put(ownList, new Response(JSON.stringify(files)))
  const wanted = [...files, ...former, page, ...loose, ownList, formerList].map(address)
  await Promise.all(had.filter((url) => !wanted.includes(url)).map((url) => cache.delete(url)))
}

async function keptList(cache, path) {
  const found = await cache.match(path)
  return found === undefined ? [] : found.json()
}

const address = (path) => new URL(path, self.location.origin).href

import { describe, expect, test } from 'vitest'
import { checkOrigin, type RequestSource } from './origin.ts'

const own = 'https://deploy.example.com'
const post: RequestSource = {
  method: 'POST',
  origin: own,
  secFetchSite: 'same-origin',
  allowedOrigins: [own, 'http://localhost:4600'],
  hasCookie: true,
}
const isRefused = (over: Partial<RequestSource>) => checkOrigin({ ...post, ...over })?.code === 'CrossSiteRequest'

describe('where a request may come from', () => {
  test('the dashboard may write and upgrade', () => {
    expect(checkOrigin(post)).toBeUndefined()
    expect(checkOrigin({ ...post, origin: 'http://localhost:4600' })).toBeUndefined()
    expect(checkOrigin({ ...post, method: 'UPGRADE' })).toBeUndefined()
  })

  test.each([
    ['missing', undefined],
    ['null', 'null'],
    ['foreign', 'https://evil.example'],
    ['a longer name', 'https://deploy.example.com.evil.example'],
    ['another scheme', 'http://deploy.example.com'],
    ['another port', 'https://deploy.example.com:8443'],
    ['a subdomain', 'https://x.deploy.example.com'],
  ])('A17: an upgrade with a cookie and %s Origin is refused', (_what, origin) => {
    expect(isRefused({ method: 'UPGRADE', origin })).toBe(true)
  })

  test.each([
    ['missing', undefined],
    ['null', 'null'],
    ['foreign', 'https://evil.example'],
  ])('A18: a write with a cookie and %s Origin is refused', (_what, origin) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'post']) expect(isRefused({ method, origin })).toBe(true)
  })

  test.each(['cross-site', 'same-site', 'none', 'nonsense'])(
    'A18: a write that the browser calls %s is refused',
    (site) => {
      expect(isRefused({ secFetchSite: site })).toBe(true)
    },
  )

  test('A18: a foreign page may not sign somebody in either', () => {
    expect(isRefused({ hasCookie: false, origin: 'https://evil.example' })).toBe(true)
  })

  test('a script without a cookie needs no Origin, and a bearer needs none ever', () => {
    expect(checkOrigin({ ...post, hasCookie: false, origin: undefined, secFetchSite: undefined })).toBeUndefined()
    expect(checkOrigin({ ...post, hasBearer: true, origin: 'https://evil.example' })).toBeUndefined()
  })

  test('reading is not held up: nothing changes by it', () => {
    expect(checkOrigin({ ...post, method: 'GET', origin: undefined })).toBeUndefined()
  })
})

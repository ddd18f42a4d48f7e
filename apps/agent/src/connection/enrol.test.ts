import { describe, expect, it } from 'vitest'
import { EnrolmentRefused, safeServerUrl } from './enrol.ts'

describe('the address of a server', () => {
  it.each([
    ['https://deploy.example.com/', 'https://deploy.example.com'],
    ['https://deploy.example.com/sluice/', 'https://deploy.example.com/sluice'],
    ['http://127.0.0.1:4600', 'http://127.0.0.1:4600'],
    ['http://localhost:4600', 'http://localhost:4600'],
    ['http://[::1]:4600', 'http://[::1]:4600'],
  ])('may be %s', (text, url) => expect(safeServerUrl(text)).toBe(url))

  it.each(['http://deploy.example.com', 'http://10.0.0.5:4600', 'http://127.0.0.1.evil.example', 'ftp://x', 'deploy'])(
    'may not be %s',
    (text) => expect(() => safeServerUrl(text)).toThrow(EnrolmentRefused),
  )
})

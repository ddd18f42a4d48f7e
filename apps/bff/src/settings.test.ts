import { describe, expect, test } from 'vitest'
import { badPorts } from './bad-ports.ts'
import { readSettings, SettingsError } from './settings.ts'

const read = (environment: Record<string, string>) => readSettings(environment, '/srv/sluice')

test('without any setting it serves this machine, with six hosts and the sample', () => {
  expect(read({})).toMatchObject({
    host: '127.0.0.1',
    port: 4600,
    dataFolder: '/srv/sluice/data',
    fleet: 6,
    demo: true,
    region: 'us-east-1',
    startLimitSeconds: 300,
    eventLimitSeconds: 3600,
    maxArtifactBytes: 2048 * 1024 * 1024,
    logDays: 14,
  })
})

test('an empty variable is one that was not set', () => {
  expect(read({ SLUICE_PORT: '', SLUICE_API_TOKEN: '' })).toMatchObject({ port: 4600, apiToken: undefined })
})

describe('off loopback', () => {
  test('it refuses to start over plain http and says what to do', () => {
    expect(() => read({ SLUICE_HOST: '0.0.0.0' })).toThrow(/SLUICE_TLS_CERT.*SLUICE_PUBLIC_URL/)
    expect(() => read({ SLUICE_HOST: '0.0.0.0', SLUICE_PUBLIC_URL: 'http://deploy.example.com' })).toThrow(
      SettingsError,
    )
  })

  test.each<Record<string, string>>([
    { SLUICE_PUBLIC_URL: 'https://deploy.example.com' },
    { SLUICE_TLS_CERT: 'cert.pem', SLUICE_TLS_KEY: 'key.pem' },
  ])('with %j it starts', (more) => {
    expect(read({ SLUICE_HOST: '0.0.0.0', ...more }).host).toBe('0.0.0.0')
  })
})

test.each([
  ['SLUICE_PORT', 'eighty'],
  ['SLUICE_PORT', '70000'],
  ['SLUICE_FLEET', '-1'],
  ['SLUICE_DEMO', 'yes'],
  ['SLUICE_PUBLIC_URL', 'deploy.example.com'],
  ['SLUICE_ADMIN_EMAIL', 'nobody'],
  ['SLUICE_ADMIN_PASSWORD', 'short'],
  ['SLUICE_API_TOKEN', 'short'],
  ['SLUICE_START_LIMIT_SECONDS', '0'],
  ['SLUICE_MAX_ARTIFACT_MB', '0'],
])('%s=%s is refused by its name', (name, value) => {
  const pair = { SLUICE_ADMIN_EMAIL: 'a@example.com', SLUICE_ADMIN_PASSWORD: 'long enough for us' }
  expect(() => read({ ...pair, [name]: value })).toThrow(new RegExp(`^${name} `))
})

describe('a port that nobody could call', () => {
  test.each([6000, 6665, 6669, 10080])('%i is refused at the start, by its name and with a way out', (port) => {
    expect(() => read({ SLUICE_PORT: String(port) })).toThrow(new RegExp(`^SLUICE_PORT .* ${port}, .*Choose another`))
    const publicUrl = `https://deploy.example.com:${port}`
    expect(() => read({ SLUICE_PUBLIC_URL: publicUrl })).toThrow(/^SLUICE_PUBLIC_URL .*Choose another/)
  })

  test('is what `fetch` says it is', async () => {
    const reasons = await Promise.all(
      [...badPorts].map((port) =>
        fetch(`http://127.0.0.1:${port}/`).then(
          () => 'answered',
          (error: unknown) => String((error as { cause?: { message?: string } }).cause?.message),
        ),
      ),
    )
    expect(new Set(reasons)).toEqual(new Set(['bad port']))
  })
})

test.each([
  [{ SLUICE_ADMIN_EMAIL: 'a@example.com' }, 'SLUICE_ADMIN_PASSWORD'],
  [{ SLUICE_TLS_KEY: 'key.pem' }, 'SLUICE_TLS_CERT'],
])('half a pair is refused: %j', (environment, missing) => {
  expect(() => read(environment)).toThrow(`${missing} is not`)
})

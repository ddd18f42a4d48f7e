/** The command line, as a person meets it. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readIdentity } from '../connection/identity.ts'
import { appSpecText, packBundle } from '../testing/bundles.ts'
import { tempFolders } from '../testing/temp-folder.ts'
import { startTestServer } from '../testing/test-server.ts'
import { check } from './check.ts'
import { enrol } from './enrol.ts'
import { UsageError } from './words.ts'

const newFolder = tempFolders()
let printed: string[]
let folder: string

beforeEach(() => {
  printed = []
  folder = newFolder()
  for (const name of ['log', 'error'] as const)
    vi.spyOn(console, name).mockImplementation((text: string) => void printed.push(text))
})

afterEach(() => vi.restoreAllMocks())

describe('check', () => {
  function bundleFile(tree: Record<string, string>): string {
    const path = join(folder, 'app-1.0.tgz')
    writeFileSync(path, packBundle(folder, tree).bytes)
    return path
  }

  it('answers 0 for a bundle that can be deployed', async () => {
    const path = bundleFile({ 'appspec.yml': appSpecText('/srv/app'), 'files/a': 'a' })
    expect(await check.execute([path])).toBe(0)
    expect(printed).toEqual([expect.stringMatching(/app-1.0.tgz: valid, \d entries/)])
  })

  it('prints each complaint with line, column and rule, and answers 1', async () => {
    const hooks = { AfterInstall: [{ location: 'missing.sh' }] }
    const path = bundleFile({ 'appspec.yml': appSpecText(undefined, hooks) })
    expect(await check.execute([path])).toBe(1)
    expect(printed[0]).toMatch(/^error 5:17 V14 .*missing.sh/)
    expect(printed.at(-1)).toMatch(/: 1 error$/)
  })

  it('answers 1 for what cannot be read', async () => {
    expect(await check.execute([join(folder, 'nowhere.zip')])).toBe(1)
    expect(printed[0]).toContain('cannot be read')
  })

  it.each([[[]], [['a.zip', 'b.zip']], [['a.rar']], [['--what']]])('says how it is used for %j', async (words) => {
    await expect(check.execute(words)).rejects.toThrow(UsageError)
  })
})

describe('enrol', () => {
  const words = (url: string, token: string) => ['--server', url, '--token', token, '--name', 'web-1', '--home', folder]

  it('writes the identity, once', async () => {
    const server = await startTestServer()
    const token = 'token-token-token-token-1'
    expect(await enrol.execute([...words(server.url, token), '--tag', 'env=prod', '--tag', 'note=a=b'])).toBe(0)
    expect(readIdentity(folder)).toMatchObject({ instanceName: 'web-1', serverPublicKey: server.keys.publicKey })
    expect(server.enrolments).toEqual([
      expect.objectContaining({
        tags: [
          { Key: 'env', Value: 'prod' },
          { Key: 'note', Value: 'a=b' },
        ],
      }),
    ])
    const other = ['--server', server.url, '--token', token, '--name', 'web-2', '--home', folder]
    expect(await enrol.execute(other)).toBe(1)
    expect(printed.at(-1)).toContain('This host is enrolled as web-1')
    await server.close()
  })

  it('asks the server again under the same name, and keeps its identity when that is refused', async () => {
    const server = await startTestServer()
    expect(await enrol.execute(words(server.url, 'token-token-token-token-1'))).toBe(0)
    const first = readIdentity(folder)
    expect(await enrol.execute(words(server.url, 'token-that-was-used-before'))).toBe(1)
    expect(printed.at(-1)).toContain('Refused')
    expect(readIdentity(folder)).toEqual(first)
    expect(await enrol.execute(words(`${server.url}/`, 'token-token-token-token-2'))).toBe(0)
    expect(readIdentity(folder)?.publicKey).not.toBe(first?.publicKey)
    await server.close()
  })

  it('spends no token where its folder cannot be made, and says so', async () => {
    const server = await startTestServer()
    const token = 'token-token-token-token-1'
    writeFileSync(join(folder, 'in-the-way'), '')
    const home = join(folder, 'in-the-way', 'agent')
    expect(await enrol.execute(['--server', server.url, '--token', token, '--name', 'web-1', '--home', home])).toBe(1)
    expect(printed).toEqual([expect.stringMatching(/^Could not enrol: .*The token was not used: do it again as root/)])
    expect(server.enrolments).toEqual([])
    await server.close()
  })

  it('asks with the same key until it has an identity, so that a lost answer costs no token', async () => {
    const server = await startTestServer()
    const token = 'token-token-token-token-1'
    expect(await enrol.execute(words(server.url, 'token-that-was-used-before'))).toBe(1)
    expect(await enrol.execute(words(server.url, token))).toBe(0)
    const [first, second] = server.enrolments
    expect(second?.publicKey).toBe(first?.publicKey)
    expect(readIdentity(folder)?.publicKey).toBe(first?.publicKey)
    expect(existsSync(join(folder, 'enrolment-keys.json'))).toBe(false)
    await server.close()
  })

  it('A1: says what the server says to a used token', async () => {
    const server = await startTestServer()
    expect(await enrol.execute(words(server.url, 'token-that-was-used-before'))).toBe(1)
    expect(printed).toEqual(['Refused: EnrolmentRefused: The token is used or expired.'])
    expect(readIdentity(folder)).toBeUndefined()
    await server.close()
  })

  it('says that the server cannot be reached', async () => {
    const server = await startTestServer()
    await server.close()
    expect(await enrol.execute(words(server.url, 'token-token-token-token-1'))).toBe(1)
    expect(printed[0]).toMatch(/^Could not enrol: .*ECONNREFUSED/)
  })

  it('says which word is missing or wrong', async () => {
    await expect(enrol.execute(['web-1'])).rejects.toThrow(UsageError)
    await expect(enrol.execute(['--home', folder])).rejects.toThrow('--server is missing')
    const more = [...words('https://x', 't'), '--tag', 'no-value']
    await expect(enrol.execute(more)).rejects.toThrow('--tag no-value is not of the form key=value')
  })
})

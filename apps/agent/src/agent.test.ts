import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Agent, startAgent } from './agent.ts'
import { enrol } from './connection/enrol.ts'
import { writeIdentity } from './connection/identity.ts'
import { readHostSettings } from './settings.ts'
import { appSpecText, packBundle, type Tree } from './testing/bundles.ts'
import { hostCommand } from './testing/host-command.ts'
import { silentLog } from './testing/silent-log.ts'
import { tempFolders } from './testing/temp-folder.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

const newFolder = tempFolders()
let server: TestServer
let agent: Agent
let folder: string

beforeEach(async () => {
  server = await startTestServer()
  folder = newFolder()
  const token = 'token-token-token-token-1'
  writeIdentity(join(folder, 'home'), await enrol({ server: server.url, token, name: 'web-1', tags: [] }))
  const environment = { PATH: process.env['PATH'], SLUICE_HOST_ROOT: join(folder, 'root') }
  agent = await startAgent(readHostSettings(join(folder, 'home'), environment), silentLog)
  await server.frame('hello')
})

afterEach(async () => {
  await agent.stop()
  await server.close()
})

function addBundle(tree: Tree) {
  const { bytes, sha256, size } = packBundle(folder, tree)
  server.bundles.set(sha256, bytes)
  return { sha256, size, bundleType: 'tgz' as const, bucket: 'releases', key: 'storefront-1.1.tgz' }
}

describe('a deployment on one host', () => {
  it('downloads, installs and starts, and the log of each event says so', async () => {
    const bundle = addBundle({
      'appspec.yml': appSpecText('/srv/app', { ApplicationStart: [{ location: 'start.sh' }] }),
      'files/index.html': 'hello',
      'start.sh': '#!/bin/sh\necho started $APPLICATION_NAME; echo careful > /dev/stderr\n',
    })
    const events = ['ApplicationStop', 'DownloadBundle', 'BeforeInstall', 'Install', 'ApplicationStart'] as const
    for (const event of events) {
      const done = await server.run(hostCommand(event, { bundle }))
      expect(done).toMatchObject({ status: 'Succeeded', diagnostics: { errorCode: 'Success' } })
    }
    expect(readFileSync(join(folder, 'root/srv/app/index.html'), 'utf8')).toBe('hello')
    expect(server.linesOf(hostCommand('DownloadBundle').id)[0]).toMatch(
      /^downloaded storefront-1.1.tgz \(.* B\), sha256 verified$/,
    )
    expect(server.linesOf(hostCommand('Install').id)).toEqual(['installed 1 file, removed 0 of the previous revision'])
    expect(server.linesOf(hostCommand('ApplicationStart').id).toSorted()).toEqual(['careful', 'started storefront'])
  })
})

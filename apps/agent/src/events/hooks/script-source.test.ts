/** The table of facts 2.2 and 2.3: each event of each fleet, forward and back, and whose scripts it runs. */
import type { HostCommand } from '@sluice/agent-link'
import type { LifecycleEventName } from '@sluice/model'
import { mkdirSync, rmSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { appSpecText, writeTree } from '../../testing/bundles.ts'
import { eventContext, type TestContext } from '../../testing/event-context.ts'
import { tempFolders } from '../../testing/temp-folder.ts'
import { writePointer } from '../deployment-folders.ts'
import { runEvent } from '../run-event.ts'

const newFolder = tempFolders()
let folder: string

beforeEach(() => {
  folder = newFolder()
})

const scriptable: LifecycleEventName[] = [
  'BeforeBlockTraffic',
  'AfterBlockTraffic',
  'ApplicationStop',
  'BeforeInstall',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
]
const blockHooks = scriptable.slice(0, 2)
const allowHooks = scriptable.slice(-2)
const installHooks = scriptable.slice(3, 7)

/** Unpacks a revision whose every script prints this word, as DownloadBundle does. */
function download(word: string, deploymentId: string): TestContext {
  const context = eventContext(folder, 'Install', { deploymentId })
  const hooks = Object.fromEntries(scriptable.map((event) => [event, [{ location: 'say.sh' }]]))
  writeTree(context.folders.archive, {
    'appspec.yml': appSpecText(undefined, hooks),
    'say.sh': `#!/bin/sh\necho ${word} in $DEPLOYMENT_ID\n`,
  })
  mkdirSync(context.folders.instructions, { recursive: true })
  writePointer(context.folders.mostRecentInstall, context.folders.deployment)
  return context
}

function install(word: string, deploymentId: string): TestContext {
  const context = download(word, deploymentId)
  writePointer(context.folders.lastSuccessfulInstall, context.folders.deployment)
  return context
}

/** A host on which the last successful install and the most recent one are not the same. */
function hostWithBoth(): void {
  install('last successful', 'd-OLD000001')
  download('most recent', 'd-OLD000002')
}

type Kind = Pick<HostCommand, 'deploymentType' | 'deploymentCreator'>
const inPlace: Kind = { deploymentType: 'IN_PLACE', deploymentCreator: 'user' }
const inPlaceRollback: Kind = { deploymentType: 'IN_PLACE', deploymentCreator: 'codeDeployRollback' }
const forward: Kind = { deploymentType: 'BLUE_GREEN', deploymentCreator: 'user' }
const back: Kind = { deploymentType: 'BLUE_GREEN', deploymentCreator: 'codeDeployRollback' }
const backByPerson: Kind = forward

/** What the scripts of an event say, or how the event ended without any. */
async function saidBy(event: LifecycleEventName, kind: Kind): Promise<string> {
  const context = eventContext(folder, event, { ...kind, deploymentId: 'd-NOW000001' })
  const { status, diagnostics } = await runEvent(context)
  const printed = context.printed().map((line) => line.replace('stdout: ', ''))
  if (status === 'Failed') return `Failed: ${diagnostics.message}`
  return printed.join() || `${status}: ${context.said().join()}`
}

const nothingThere = 'Succeeded: nothing to run: this group has not been installed on this host before'
const lastSuccessful = 'last successful in d-NOW000001'
const mostRecent = 'most recent in d-NOW000001'
const current = 'current in d-NOW000001'

describe('in place', () => {
  for (const [what, kind] of [
    ['a deployment', inPlace],
    ['a rollback', inPlaceRollback],
  ] as const) {
    it.each([...blockHooks, 'ApplicationStop'] as const)(
      `${what}: %s is the last successful install’s`,
      async (event) => {
        hostWithBoth()
        expect(await saidBy(event, kind)).toBe(lastSuccessful)
      },
    )

    it.each([...installHooks, ...allowHooks])(`${what}: %s is this revision’s, and fails without it`, async (event) => {
      hostWithBoth()
      expect(await saidBy(event, kind)).toContain('has not been downloaded')
      download('current', 'd-NOW000001')
      expect(await saidBy(event, kind)).toBe(current)
    })
  }
})

describe('blue/green forward', () => {
  it.each(blockHooks)('on an original %s is the last successful install’s', async (event) => {
    hostWithBoth()
    expect(await saidBy(event, forward)).toBe(lastSuccessful)
  })

  it('on a replacement ApplicationStop is the last successful install’s', async () => {
    hostWithBoth()
    expect(await saidBy('ApplicationStop', forward)).toBe(lastSuccessful)
  })

  it.each([...installHooks, ...allowHooks])('on a replacement %s is this revision’s', async (event) => {
    hostWithBoth()
    install('current', 'd-NOW000001')
    expect(await saidBy(event, forward)).toBe(current)
  })

  it.each(installHooks)('on a replacement %s fails when nothing was downloaded', async (event) => {
    hostWithBoth()
    expect(await saidBy(event, forward)).toContain('has not been downloaded')
  })

  it.each(allowHooks)('on a replacement that lost its revision %s fails', async (event) => {
    const lost = install('current', 'd-NOW000001')
    rmSync(lost.folders.archive, { recursive: true })
    expect(await saidBy(event, forward)).toMatch(/^Failed: .* is gone\.$/)
  })
})

describe('blue/green, traffic goes back', () => {
  it.each(allowHooks)('on an original %s is the last successful install’s', async (event) => {
    hostWithBoth()
    expect(await saidBy(event, back)).toBe(lastSuccessful)
    expect(await saidBy(event, backByPerson)).toBe(lastSuccessful)
  })

  it.each(blockHooks)('on a replacement %s is the most recent install’s', async (event) => {
    hostWithBoth()
    expect(await saidBy(event, back)).toBe(mostRecent)
  })

  it('on a replacement whose Install failed, too', async () => {
    download('most recent', 'd-OLD000001')
    expect(await saidBy('BeforeBlockTraffic', back)).toBe(mostRecent)
  })

  it.each(blockHooks)('%s fails when the most recent install’s folder is gone, and says so', async (event) => {
    const gone = install('most recent', 'd-OLD000001')
    rmSync(gone.folders.deployment, { recursive: true })
    expect(await saidBy(event, back)).toContain('come from the most recent install on this host')
  })
})

describe('a host that never had the group installed', () => {
  it.each([
    ['forward', [...blockHooks, 'ApplicationStop'], forward],
    ['back', [...blockHooks, ...allowHooks], back],
    ['in place', [...blockHooks, 'ApplicationStop'], inPlace],
  ] as const)('runs nothing and succeeds: %s', async (_what, events, kind) => {
    for (const event of events) expect([event, await saidBy(event, kind)]).toEqual([event, nothingThere])
  })
})

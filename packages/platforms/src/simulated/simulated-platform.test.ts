import { commandId, type Command, type DeploymentSignal } from '@sluice/model'
import { aDeploymentSpec } from '@sluice/testkit'
import { describe, expect, test } from 'vitest'
import { createSimulatedPlatform, failed, type RunCommand } from './simulated-platform.ts'

const deploymentId = 'd-AAAAAAAA1'
const id = commandId(deploymentId, 'web-1', 'Install')
const install: Command = { kind: 'runLifecycleEvent', id, deploymentId, targetId: 'web-1', event: 'Install' }

function aDoor(grants = true) {
  const signals: DeploymentSignal[] = []
  return {
    signals,
    submit: async (signal: DeploymentSignal) => {
      signals.push(signal)
      return { events: [] }
    },
    isGranted: async () => grants,
    describe: async () => aDeploymentSpec(),
  }
}

describe('the simulated platform', () => {
  test('asks, runs once, and reports what the script says', async () => {
    const door = aDoor()
    const platform = createSimulatedPlatform(door, ({ event }: RunCommand) => failed({ message: `${event} failed` }))
    platform.dispatch([install])
    platform.dispatch([install])
    await platform.idle()
    expect(platform.ran).toEqual([id])
    expect(door.signals).toMatchObject([
      { kind: 'grantAsked', commandId: id },
      { kind: 'reported', commandId: id, status: 'Failed', diagnostics: { message: 'Install failed' } },
    ])
  })

  test('runs nothing that was not granted or was withdrawn in time', async () => {
    const refusing = createSimulatedPlatform(aDoor(false))
    refusing.dispatch([install])
    await refusing.idle()
    const withdrawn = createSimulatedPlatform(aDoor())
    withdrawn.dispatch([install, { kind: 'withdraw', id, deploymentId, targetId: 'web-1' }])
    await withdrawn.idle()
    expect([...refusing.ran, ...withdrawn.ran]).toEqual([])
  })

  test('an event that runs ends when the test says so', async () => {
    const door = aDoor()
    const platform = createSimulatedPlatform(door, () => 'runs')
    platform.dispatch([install])
    await platform.idle()
    expect(door.signals).toHaveLength(1)
    await platform.finish(id)
    expect(door.signals.at(-1)).toMatchObject({ kind: 'reported', status: 'Succeeded' })
  })

  test('makes and ends whole fleets once, and says so; test traffic is answered by nobody', async () => {
    const door = aDoor()
    const platform = createSimulatedPlatform(door)
    const fleet = { deploymentId, targets: ['local-7'] }
    const provision: Command = { kind: 'provision', id: `${deploymentId}/provision`, ...fleet }
    platform.dispatch([provision, { kind: 'offerTestTraffic', id: `${deploymentId}/offerTestTraffic`, ...fleet }])
    platform.dispatch([provision, { kind: 'retire', id: `${deploymentId}/retire`, ...fleet, terminate: true }])
    await platform.idle()
    expect(platform.fleets.map(({ kind }) => kind)).toEqual(['provision', 'offerTestTraffic', 'retire'])
    expect(door.signals).toMatchObject([{ kind: 'provisioned' }, { kind: 'retired', notRetired: [] }])
  })
})

import { commandId, DeploymentSpec, type DeploymentEvent } from '@sluice/model'
import { aDeploymentSpec, aLastSuccessful, hostNames, testEpoch } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { targetOf, touchedTargets } from './target-view.ts'
import { create, deploymentSignal, grant, runHost, send, summary, world, type World } from './testing/world.ts'

const id = 'd-AAAAAAAA1'

function started(total: number, minimum: number, fallback = true): World {
  const of = world()
  if (fallback) of.group.lastSuccessful = aLastSuccessful()
  create(
    of,
    aDeploymentSpec({ targets: hostNames(total), minimumHealthyHosts: { type: 'HOST_COUNT', value: minimum } }),
  )
  return of
}

describe('rows', () => {
  it('name what was asked and what it replaces', () => {
    expect(summary(started(4, 2), id)).toMatchObject({
      revisionName: 'storefront-1.1',
      previousRevisionName: 'storefront-1.0',
      startTime: new Date(testEpoch).toISOString(),
      parallel: 2,
      deploymentOverview: { Pending: 2, InProgress: 2, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0 },
    })
  })

  it('of targets say place, wave and times', () => {
    const of = started(4, 2)
    of.clock.advance(4000)
    runHost(of, id, 'web-1')
    const state = of.deployments.get(id)!
    expect(targetOf(state, 0)).toMatchObject({
      targetId: 'web-1',
      index: 0,
      wave: 1,
      status: 'Succeeded',
      startTime: '2026-11-22T14:02:00.000Z',
      endTime: '2026-11-22T14:02:04.000Z',
      lastUpdatedAt: '2026-11-22T14:02:04.000Z',
    })
    expect(targetOf(state, 3)).toMatchObject({ wave: 2, status: 'Pending', lastUpdatedAt: '2026-11-22T14:02:00.000Z' })
    expect(() => targetOf(state, 4)).toThrow(/has no target 4/)
  })

  it('of targets have ARNs of the region they were deployed in; those stored without one are of the first', () => {
    const { region: _, ...stored } = aDeploymentSpec()
    const specs = [aDeploymentSpec({ region: 'eu-central-1' }), DeploymentSpec.parse(stored)]
    const arns = specs.map((spec) => {
      const of = world()
      create(of, spec)
      return targetOf(of.deployments.get(id)!, 0).targetArn
    })
    expect(arns).toEqual([
      'arn:aws:codedeploy:eu-central-1:000000000001:instance/web-1',
      'arn:aws:codedeploy:us-east-1:000000000001:instance/web-1',
    ])
  })

  it('that a fact touches: all at the creation, none at the end', () => {
    const base = { v: 1, at: testEpoch } as const
    const touched = (event: DeploymentEvent) => touchedTargets(event)
    expect(touched({ ...base, type: 'DeploymentCreated', spec: aDeploymentSpec() })).toEqual([0, 1, 2, 3])
    expect(touched({ ...base, type: 'TargetsStarted', targets: [2, 3] })).toEqual([2, 3])
    expect(touched({ ...base, type: 'TargetSucceeded', target: 1 })).toEqual([1])
    expect(touched({ ...base, type: 'DeploymentEnded', status: 'Succeeded' })).toEqual([])
  })
})

describe('the health gauge', () => {
  it('counts serving, updating and failed hosts against the minimum', () => {
    const of = started(6, 4)
    runHost(of, id, 'web-1', 'Install')
    expect(summary(of, id).health).toEqual({
      total: 6,
      minimum: 4,
      serving: 4,
      updating: 1,
      failed: 1,
      failuresLeft: 0,
    })
  })

  it('has none left in an ended deployment', () => {
    const of = started(1, 0)
    runHost(of, id, 'web-1')
    expect(summary(of, id).health).toMatchObject({ serving: 1, updating: 0, failuresLeft: 0 })
  })
})

describe('the phases', () => {
  const phases = (of: World) =>
    summary(of, id).phases.map(({ name, state, ended, total }) => [name, state, ended, total])

  it('are the start, the waves with their counts, and the finish', () => {
    const of = started(5, 3)
    for (const host of ['web-1', 'web-2', 'web-3']) runHost(of, id, host)
    expect(phases(of)).toEqual([
      ['Start', 'done', 0, 0],
      ['Wave 1', 'done', 2, 2],
      ['Wave 2', 'running', 1, 2],
      ['Wave 3', 'running', 0, 1],
      ['Finish', 'pending', 0, 0],
    ])
  })

  it('say where it failed and what was not tried', () => {
    const of = started(4, 3)
    runHost(of, id, 'web-1', 'Install')
    expect(phases(of).map(([, state]) => state)).toEqual(['done', 'failed', 'skipped', 'skipped', 'skipped', 'failed'])
    expect(phases(started(2, 2)).map(([, state]) => state)).toEqual(['failed', 'skipped', 'failed'])
  })

  it('join waves when there are many: never more than fourteen steps', () => {
    const names = summary(started(30, 29), id).phases.map((phase) => phase.name)
    expect(names).toHaveLength(14)
    expect(names.slice(0, 3)).toEqual(['Start', 'Waves 1–2', 'Waves 3–5'])
  })
})

describe('the actions', () => {
  const actions = (of: World) =>
    Object.fromEntries(
      Object.entries(summary(of, id).actions).map(([name, action]) => [name, action.allowed ? 'yes' : action.reason]),
    )

  it('of a running deployment', () => {
    expect(actions(started(4, 2))).toEqual({
      stop: 'yes',
      stopAndRollBack: 'yes',
      hold: 'yes',
      continue: 'Not held. Continue is possible while a deployment is held.',
      redeploy: 'Still running. Redeploy is possible when it has ended.',
      rollBack: 'Still running. Roll back is possible when it has ended; Stop and roll back is possible now.',
    })
  })

  it('of a held one', () => {
    const of = started(4, 2)
    send(of, { ...deploymentSignal(id), kind: 'hold', by: 'Dana' })
    expect(actions(of)).toMatchObject({
      stop: 'yes',
      hold: 'Already held by Dana. Hold is possible again after Continue.',
      continue: 'yes',
    })
  })

  it('of one that is being stopped and rolled back: no reason promises what is not possible', () => {
    const of = started(6, 4)
    grant(of, commandId(id, 'web-1', 'ApplicationStop'))
    send(of, { ...deploymentSignal(id), kind: 'stop', by: 'Dana', rollBack: true })
    expect(actions(of)).toEqual({
      stop: 'Already stopping, asked by Dana. It ends when the running events have ended.',
      stopAndRollBack: 'Already stopping, asked by Dana. It ends when the running events have ended.',
      hold: 'Already stopping: d-AAAAAAAA1 starts no further host. It ends when the running events have ended.',
      continue: 'Not held. Continue is possible while a deployment is held.',
      redeploy: 'Still running. Redeploy is possible when it has ended.',
      rollBack: 'Still running. Roll back is possible when it has ended.',
    })
  })

  it('of an ended one', () => {
    const of = started(1, 0)
    runHost(of, id, 'web-1')
    const ended = 'Already ended: d-AAAAAAAA1 has succeeded. Deploy again to change the hosts.'
    expect(actions(of)).toEqual({ stop: ended, hold: ended, continue: ended, redeploy: 'yes', rollBack: 'yes' })
  })

  it('of one with nothing to go back to', () => {
    const of = started(1, 0, false)
    runHost(of, id, 'web-1')
    expect(actions(of).rollBack).toBe(
      'Nothing succeeded here before it, so there is nothing to go back to. Roll back is possible for later deployments.',
    )
  })
})

import type { AutoRollbackConfiguration, DeploymentSpec } from '@sluice/model'
import { aDeploymentSpec, aLastSuccessful, aRevisionInUse } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import {
  create,
  deploymentOf,
  deploymentSignal,
  grant,
  offered,
  report,
  runHost,
  send,
  summary,
  world,
  type World,
} from './testing/world.ts'

const id = 'd-AAAAAAAA1'
const rollbackId = 'd-RRRRRRRR1'
const onFailure: AutoRollbackConfiguration = { enabled: true, events: ['DEPLOYMENT_FAILURE'] }

function started(over: Partial<DeploymentSpec> = {}, fallback = true): World {
  const of = world()
  if (fallback) of.group.lastSuccessful = aLastSuccessful()
  create(of, aDeploymentSpec({ autoRollbackConfiguration: onFailure, ...over }))
  return of
}

/** web-1 succeeds, web-2 and web-3 fail: at half a fleet of four that is the end. */
function fail(of: World): void {
  runHost(of, id, 'web-1')
  runHost(of, id, 'web-2', 'Install')
  runHost(of, id, 'web-3', 'ValidateService')
}

describe('an automatic rollback', () => {
  it('starts in the same breath as the failure, linked both ways', () => {
    const of = started()
    fail(of)
    expect(of.log.map((event) => event.type).slice(-7)).toEqual([
      'TargetsSkipped',
      'DeploymentEnded',
      'DeploymentReleased',
      'DeploymentAdmitted',
      'DeploymentCreated',
      'DeploymentStarted',
      'TargetsStarted',
    ])
    expect(summary(of, id)).toMatchObject({
      status: 'Failed',
      errorInformation: {
        code: 'HEALTH_CONSTRAINTS',
        message:
          '2 of 4 hosts failed and 2 must stay healthy, so no further host may be taken out of service: 1 host was not started. web-2 was the first to fail, in Install (scripts/validate.sh): exit code 1.',
      },
      rollbackInfo: {
        rollbackDeploymentId: rollbackId,
        rollbackMessage: 'd-RRRRRRRR1 was started to roll it back to storefront-1.0, the last revision that succeeded.',
      },
    })
    expect(summary(of, rollbackId)).toMatchObject({
      status: 'InProgress',
      creator: 'codeDeployRollback',
      startedBy: 'automatic rollback',
      revisionName: 'storefront-1.0',
      fileExistsBehavior: 'OVERWRITE',
      createTime: summary(of, id).completeTime,
      rollbackInfo: {
        rollbackTriggeringDeploymentId: id,
        rollbackMessage: 'Rolls back d-AAAAAAAA1, which failed, to storefront-1.0.',
      },
    })
  })

  it('takes the hosts that changed first: failed, updated, untouched', () => {
    const of = started()
    fail(of)
    expect(deploymentOf(of, rollbackId).spec.targets).toEqual(['web-2', 'web-3', 'web-1', 'web-4'])
  })

  it('that fails starts no other, and leaves what succeeded last as it was', () => {
    const of = started()
    fail(of)
    for (const host of ['web-2', 'web-3']) runHost(of, rollbackId, host, 'Install')
    expect(summary(of, rollbackId)).toMatchObject({
      status: 'Failed',
      rollbackInfo: {
        rollbackTriggeringDeploymentId: id,
        rollbackMessage: 'It is a rollback itself, and a rollback starts no other.',
      },
    })
    expect(of.deployments.size).toBe(2)
    expect(of.group).toMatchObject({ active: undefined, lastSuccessful: { revision: { name: 'storefront-1.0' } } })
  })

  it('follows no deployment, also where the one that it takes back did', () => {
    const of = started({ autoUpdateOf: 'd-ROOT00001' })
    fail(of)
    expect(deploymentOf(of, rollbackId).spec).not.toHaveProperty('autoUpdateOf')
  })

  it('says so when there is nothing to go back to', () => {
    const of = started({}, false)
    fail(of)
    expect(of.deployments.size).toBe(1)
    expect(summary(of, id).rollbackInfo).toEqual({
      rollbackMessage: 'There is no earlier successful deployment to go back to.',
    })
  })

  it.each([
    ['is not configured', undefined],
    ['is disabled', { enabled: false, events: ['DEPLOYMENT_FAILURE'] }],
    ['is for stops only', { enabled: true, events: ['DEPLOYMENT_STOP_ON_REQUEST'] }],
  ] as const)('does not start when it %s', (_, configuration) => {
    const of = started({
      autoRollbackConfiguration: configuration && { ...configuration, events: [...configuration.events] },
    })
    fail(of)
    expect(of.deployments.size).toBe(1)
    expect(summary(of, id)).not.toHaveProperty('rollbackInfo')
  })
})

describe('a stop with a rollback', () => {
  const stop = (of: World, rollBack: boolean) =>
    send(of, { ...deploymentSignal(id), kind: 'stop', by: 'Eli', rollBack })

  it('rolls back after the end, in the name of who stopped it; part-way hosts first', () => {
    const of = started({ autoRollbackConfiguration: undefined })
    const first = offered(of, id, 'web-2') ?? ''
    runHost(of, id, 'web-1')
    grant(of, first)
    stop(of, true)
    expect(of.deployments.size).toBe(1)
    report(of, first)
    expect(summary(of, id)).toMatchObject({ status: 'Stopped', rollbackInfo: { rollbackDeploymentId: rollbackId } })
    expect(summary(of, rollbackId)).toMatchObject({ creator: 'codeDeployRollback', startedBy: 'Eli' })
    expect(deploymentOf(of, rollbackId).spec.targets).toEqual(['web-2', 'web-1', 'web-3', 'web-4'])
  })

  it('is offered where there is something to go back to, else the reason is said', () => {
    expect(summary(started(), id).actions.stopAndRollBack).toEqual({ allowed: true })
    expect(summary(started({}, false), id).actions.stopAndRollBack).toEqual({
      allowed: false,
      reason: 'There is no earlier successful deployment to go back to.',
    })
    const of = started()
    fail(of)
    expect(summary(of, rollbackId).actions.stopAndRollBack?.reason).toBe(
      'It is a rollback itself, and a rollback starts no other.',
    )
    expect(summary(of, id).actions).not.toHaveProperty('stopAndRollBack')
  })

  it.each(['autoscaling', 'CodeDeployAutoUpdate'] as const)(
    'of what the group started by itself (%s) has nothing else to go back to: it installs the last that succeeded',
    (creator) => {
      const sentence = 'These hosts were getting the last revision that succeeded; there is nothing else to go back to.'
      const of = started({ creator, autoRollbackConfiguration: undefined }, false)
      expect(summary(of, id).actions).toMatchObject({
        stopAndRollBack: { allowed: false, reason: sentence },
        rollBack: { reason: 'Still running. Roll back is possible when it has ended.' },
      })
      runHost(of, id, 'web-1')
      stop(of, true)
      expect(summary(of, id)).toMatchObject({
        status: 'Stopped',
        rollbackInfo: { rollbackMessage: sentence },
        actions: { rollBack: { allowed: false, reason: sentence } },
      })
      expect(of.deployments.size).toBe(1)
    },
  )

  it('does not name the first starter by their id', () => {
    const of = started({ startedById: 'user:dana' })
    fail(of)
    expect(deploymentOf(of, rollbackId).spec.startedById).toBeUndefined()
  })

  it('happens on every stop when the group says so', () => {
    const of = started({ autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_STOP_ON_REQUEST'] } })
    runHost(of, id, 'web-1')
    stop(of, false)
    expect(summary(of, id).rollbackInfo?.rollbackDeploymentId).toBe(rollbackId)
    expect(summary(of, rollbackId).startedBy).toBe('automatic rollback')
  })
})

it('a person who takes an ended deployment back later is linked both ways', () => {
  const of = started({ targets: ['web-1'], minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } })
  runHost(of, id, 'web-1')
  create(
    of,
    aDeploymentSpec({
      deploymentId: 'd-MMMMMMMM1',
      revision: aRevisionInUse('1.0'),
      startedBy: 'Eli',
      rollbackOf: { deploymentId: id, message: 'Eli goes back to storefront-1.0.' },
    }),
  )
  expect(summary(of, id)).toMatchObject({
    status: 'Succeeded',
    rollbackInfo: {
      rollbackDeploymentId: 'd-MMMMMMMM1',
      rollbackMessage: 'd-MMMMMMMM1 was started by Eli to roll it back to storefront-1.0.',
    },
    actions: { rollBack: { allowed: false } },
  })
  const whileItRuns = summary(of, id)
  runHost(of, 'd-MMMMMMMM1', 'web-1')
  expect(summary(of, id), 'what is said of the rollback stays true when it has ended').toEqual(whileItRuns)
  expect(whileItRuns.actions.rollBack.reason).toBe(
    'Already taken back by d-MMMMMMMM1, and a deployment is rolled back once. To go back again, redeploy d-MMMMMMMM1.',
  )
  expect(summary(of, 'd-MMMMMMMM1').rollbackInfo).toEqual({
    rollbackTriggeringDeploymentId: id,
    rollbackMessage: 'Eli goes back to storefront-1.0.',
  })
})

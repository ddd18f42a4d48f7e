import { isRefusal, limits } from '@sluice/model'
import { aDeploymentSpec, aLastSuccessful, hostNames, testEpoch, testGroupId } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { givenOf } from '../testing/given.ts'
import { create, deploymentOf, deploymentSignal, summary, tick, world } from '../testing/world.ts'
import { deploymentAggregate } from './deployment-aggregate.ts'

const id = 'd-AAAAAAAA1'
const given = givenOf(deploymentAggregate, id)
const at = testEpoch + 5

describe('creating a deployment', () => {
  it('starts it and the first hosts in one decision', () => {
    const spec = aDeploymentSpec()
    const fallback = aLastSuccessful()
    given([])
      .when({ ...deploymentSignal(id), kind: 'create', spec, fallback }, at)
      .then([
        { v: 1, at, type: 'DeploymentCreated', spec, fallback },
        { v: 1, at, type: 'DeploymentStarted' },
        { v: 1, at, type: 'TargetsStarted', targets: [0, 1] },
      ])
  })

  it('is done once', () => {
    const spec = aDeploymentSpec()
    given([{ v: 1, at, type: 'DeploymentCreated', spec }])
      .when({ ...deploymentSignal(id), kind: 'create', spec }, at)
      .then([])
  })

  it('fails at once when no host is there, and touches none when the minimum is out of reach', () => {
    const failed = (targets: string[]) => {
      const of = world()
      create(of, aDeploymentSpec({ targets }))
      return { types: of.log.map((event) => event.type), error: summary(of, id).errorInformation }
    }
    expect(failed([])).toEqual({
      types: ['DeploymentAdmitted', 'DeploymentCreated', 'DeploymentEnded', 'DeploymentReleased'],
      error: {
        code: 'NO_INSTANCES',
        message: 'No host is in the deployment group. Tag hosts or change the tags of the group, then deploy again.',
      },
    })
    expect(failed(['web-1']).types).toEqual([
      'DeploymentAdmitted',
      'DeploymentCreated',
      'TargetsSkipped',
      'DeploymentEnded',
      'DeploymentReleased',
    ])
  })

  it('fails at once with more hosts than one deployment may have', () => {
    const of = world()
    create(of, aDeploymentSpec({ targets: hostNames(limits.hostsPerDeployment + 1) }))
    expect(summary(of, id).errorInformation).toEqual({
      code: 'OVER_MAX_INSTANCES',
      message: 'The deployment group has 10,001 hosts; one deployment may have 10,000. Split the group.',
    })
  })

  it('rolls nothing back when it touched no host', () => {
    const of = world()
    of.group.lastSuccessful = aLastSuccessful()
    create(
      of,
      aDeploymentSpec({
        targets: ['web-1'],
        autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
      }),
    )
    expect([...of.deployments.keys()]).toEqual([id])
    expect(summary(of, id).rollbackInfo).toEqual({
      rollbackMessage: 'No host was changed, so there is nothing to roll back.',
    })
  })

  it('starts at most 500 hosts in one decision and asks to be woken at once', () => {
    const of = world()
    create(of, aDeploymentSpec({ targets: hostNames(1100), minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } }))
    const started = [deploymentOf(of, id).counts.inFlight]
    while (of.wakeAt.get(id) === of.clock.now()) {
      tick(of, id)
      started.push(deploymentOf(of, id).counts.inFlight)
    }
    expect(started).toEqual([500, 1000, 1100])
    expect(of.outbox.size).toBe(1100)
    expect(of.wakeAt.get(id)).toBe(testEpoch + 300_000)
  })
})

it('a deployment that does not exist refuses what people ask, by CodeDeploy’s name', () => {
  const decided = deploymentAggregate.decide(
    deploymentAggregate.empty(id),
    { to: 'deployment', groupId: testGroupId, deploymentId: id, kind: 'stop', by: 'Dana', rollBack: false },
    at,
  )
  expect(isRefusal(decided) && decided.code).toBe('DeploymentDoesNotExistException')
})

import { isRefusal, type GroupSignal } from '@sluice/model'
import { aDeploymentSpec, aLastSuccessful, testEpoch, testGroupId } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { givenOf } from '../testing/given.ts'
import { groupAggregate } from './group-aggregate.ts'

const given = givenOf(groupAggregate, testGroupId)
const spec = aDeploymentSpec()
const at = testEpoch
const to = { to: 'group', groupId: testGroupId } as const
const admitted = { v: 1, at, type: 'DeploymentAdmitted', spec } as const
const ended = (status: 'Succeeded' | 'Failed', rollback = false): GroupSignal => ({
  ...to,
  kind: 'deploymentEnded',
  deploymentId: spec.deploymentId,
  ending: { status, at: at + 9, spec, ...(rollback && { rollback: aDeploymentSpec({ deploymentId: 'd-RRRRRRRR1' }) }) },
})

describe('a group', () => {
  it('admits a deployment with what a rollback would go back to', () => {
    const fallback = aLastSuccessful()
    const released = {
      v: 1,
      at,
      type: 'DeploymentReleased',
      deploymentId: fallback.deploymentId,
      status: 'Succeeded',
    } as const
    given([{ ...released, lastSuccessful: fallback }])
      .when({ ...to, kind: 'createDeployment', spec }, at)
      .then([{ ...admitted, fallback }])
  })

  it('admits one at a time, and names the other one and the way out', () => {
    given([admitted])
      .when({ ...to, kind: 'createDeployment', spec: aDeploymentSpec({ deploymentId: 'd-AAAAAAAA2' }) }, at)
      .isRefused(
        'DeploymentLimitExceededException',
        /^d-AAAAAAAA1 \(storefront-1\.1, started by Dana\) is still running in production\. Wait for its end or stop it/,
      )
  })

  it('has already admitted a deployment that is asked for twice', () => {
    given([admitted])
      .when({ ...to, kind: 'createDeployment', spec }, at)
      .then([])
  })

  it('refuses styles that no strategy here can run', () => {
    const style = { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' } as const
    given([])
      .when({ ...to, kind: 'createDeployment', spec: aDeploymentSpec({ deploymentStyle: style }) }, at)
      .isRefused('InvalidDeploymentStyleException', /needs a load balancer/)
  })

  it('remembers what succeeded last, and is free again', () => {
    const { when, state } = given([admitted])
    const { decided } = when(ended('Succeeded'), at + 9)
    if (isRefusal(decided)) throw new Error(decided.message)
    for (const event of decided) groupAggregate.evolve(state, event)
    expect(state.active).toBeUndefined()
    expect(state.lastSuccessful).toEqual({
      deploymentId: spec.deploymentId,
      revision: spec.revision,
      fileExistsBehavior: 'DISALLOW',
      createdAt: spec.createdAt,
      completedAt: at + 9,
    })
    expect(groupAggregate.restore(groupAggregate.snapshot(state))).toEqual(state)
  })

  it('keeps what succeeded last through a failure, and admits the rollback in the same decision', () => {
    given([admitted])
      .when(ended('Failed', true), at + 9)
      .then([
        { v: 1, at: at + 9, type: 'DeploymentReleased', deploymentId: spec.deploymentId, status: 'Failed' },
        { v: 1, at: at + 9, type: 'DeploymentAdmitted', spec: aDeploymentSpec({ deploymentId: 'd-RRRRRRRR1' }) },
      ])
  })

  it('does not listen to the end of a deployment that is not its active one', () => {
    given([]).when(ended('Succeeded'), at).then([])
  })

  it('tells an ended deployment that a person takes it back, but not of its own rollback', () => {
    const { state } = given([admitted])
    const rollbackOf = { deploymentId: 'd-AAAAAAAA0', message: 'Dana goes back.' }
    const kinds = (creator: 'user' | 'codeDeployRollback') =>
      groupAggregate
        .react(state, { ...admitted, spec: aDeploymentSpec({ creator, rollbackOf }) })
        .signals.map((signal) => signal.kind)
    expect(kinds('user')).toEqual(['create', 'rolledBackBy'])
    expect(kinds('codeDeployRollback')).toEqual(['create'])
  })
})

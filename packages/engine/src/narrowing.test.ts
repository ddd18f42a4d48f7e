import { aDeploymentSpec, aLastSuccessful } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { isOfWholeGroup, narrowedSpec, nobodyIsMeant, othersStay, type KnownHosts } from './narrowing.ts'
import { plan } from './plan.ts'
import { create, runHost, send, summary, world } from './testing/world.ts'

const group = ['web-1', 'web-2', 'web-3', 'web-4']
const spec = aDeploymentSpec({ targets: group, minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } })
const { sha256 } = spec.revision
const known = (current: readonly string[], running: readonly string[] = []): KnownHosts => ({
  isCurrent: (name) => current.includes(name),
  runs: (name, bytes) => bytes === sha256 && running.includes(name),
})

describe('a deployment to a part of its group', () => {
  it('takes the chosen hosts in planned order, and knows how many it leaves out', () => {
    const { targets, narrowed } = narrowedSpec(spec, { onlyTargets: ['web-4', 'web-2'] }, known([], ['web-1']))
    expect(targets).toEqual(['web-2', 'web-4'])
    expect(narrowed).toEqual({ by: 'onlyTargets', leftOut: 2, othersRunIt: false })
  })

  it('takes the hosts that are not on the last successful revision of the group', () => {
    const { targets, narrowed } = narrowedSpec(spec, { updateOutdatedInstancesOnly: true }, known(['web-1', 'web-3']))
    expect(targets).toEqual(['web-2', 'web-4'])
    expect(narrowed).toEqual({ by: 'updateOutdatedInstancesOnly', leftOut: 2, othersRunIt: false })
  })

  it('is as it was asked for when nothing narrows it', () => {
    expect(narrowedSpec(spec, undefined, known(group))).toBe(spec)
  })

  it('knows when all that it leaves out run its revision already', () => {
    const wanted = { onlyTargets: ['web-1'] }
    expect(narrowedSpec(spec, wanted, known([], ['web-2', 'web-3', 'web-4'])).narrowed?.othersRunIt).toBe(true)
    expect(narrowedSpec(spec, wanted, known([], ['web-2', 'web-3'])).narrowed?.othersRunIt).toBe(false)
  })

  it('makes its revision the group’s only when all hosts then run it', () => {
    const narrowed = { by: 'onlyTargets', leftOut: 2, othersRunIt: true } as const
    expect(isOfWholeGroup(narrowed, 0)).toBe(true)
    expect(isOfWholeGroup(narrowed, 1)).toBe(false)
    expect(isOfWholeGroup({ ...narrowed, othersRunIt: false }, 0)).toBe(false)
    expect(isOfWholeGroup({ ...narrowed, leftOut: 0, othersRunIt: false }, 1)).toBe(true)
    expect(isOfWholeGroup(undefined, 1)).toBe(true)
  })

  it('leaves the last successful revision of the group alone when others are on another one', () => {
    const of = world()
    const before = aLastSuccessful()
    of.group.lastSuccessful = before
    const signal = { to: 'group', groupId: spec.deploymentGroupId, kind: 'createDeployment', spec } as const
    expect(send(of, { ...signal, narrowing: { onlyTargets: ['web-2'] } })).toBeUndefined()
    runHost(of, spec.deploymentId, 'web-2')
    expect(summary(of, spec.deploymentId)).toMatchObject({
      status: 'Succeeded',
      deploymentOverview: { Succeeded: 1, Skipped: 0 },
      narrowed: { by: 'onlyTargets', leftOut: 3 },
    })
    expect(of.group.lastSuccessful).toBe(before)
    expect(of.group.active).toBeUndefined()
  })
})

describe('when no host is outdated', () => {
  const narrowed = { by: 'updateOutdatedInstancesOnly', leftOut: 4, othersRunIt: true } as const

  it('the deployment fails at once with NO_INSTANCES and says that it is for that', () => {
    const of = world()
    create(of, aDeploymentSpec({ targets: [], narrowed }))
    expect(summary(of, spec.deploymentId)).toMatchObject({
      status: 'Failed',
      errorInformation: {
        code: 'NO_INSTANCES',
        message:
          'No host of the deployment group is outdated: all 4 hosts are on its last successful revision. Deploy to all hosts to install it again.',
      },
    })
  })

  it('the plan says so before anybody starts it, and an empty group is still an empty group', () => {
    const { minimumHealthyHosts } = spec
    expect(plan({ targets: [], minimumHealthyHosts, narrowed }).failsAtOnce).toEqual(nobodyIsMeant(narrowed, 0))
    const empty = { ...narrowed, leftOut: 0 }
    expect(plan({ targets: [], minimumHealthyHosts, narrowed: empty }).failsAtOnce?.message).toMatch(
      /^No host is in the deployment group/,
    )
  })
})

it('a plan for a part of the group says what happens to the others: nothing', () => {
  const minimumHealthyHosts = { type: 'HOST_COUNT', value: 0 } as const
  const narrowed = { by: 'onlyTargets', leftOut: 3, othersRunIt: false } as const
  expect(plan({ targets: ['web-1'], minimumHealthyHosts, narrowed }).sentence).toBe(
    '1 host. It must succeed. 3 other hosts of the group stay as they are.',
  )
  expect(othersStay({ ...narrowed, leftOut: 1 })).toBe(' 1 other host of the group stays as it is.')
  expect(othersStay(undefined)).toBe('')
})

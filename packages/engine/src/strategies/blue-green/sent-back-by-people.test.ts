import { aBlueGreenSpec, aLastSuccessful } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import {
  backId,
  endsAfterAnHour,
  id,
  run,
  runUntil,
  sentenceOf,
  started,
  statusOf,
  stop,
} from '../../testing/blue-green-world.ts'
import { create, deploymentOf, summary } from '../../testing/world.ts'

describe('a stop', () => {
  it('without rollback in the reroute keeps the split, and says where the users are', () => {
    const of = started()
    runUntil(of, 'BlockTraffic')
    stop(of)
    run(of)
    expect([statusOf(of), of.deployments.has(backId)]).toEqual(['Stopped', false])
    expect(sentenceOf(of)).toBe('Stopped by Dana. At its end traffic went to 2 of 2 replacements and 2 of 2 originals.')
    expect(of.group.lastSuccessful).toBeUndefined()
  })

  it('with rollback in the termination wait sends users back in the same decision', () => {
    const of = started({ originals: endsAfterAnHour })
    run(of)
    stop(of, true)
    expect([statusOf(of), statusOf(of, backId)]).toEqual(['Stopped', 'InProgress'])
    expect(of.group.lastSuccessful).toBeUndefined()
  })

  it('without rollback in the termination wait keeps users on the new revision, which is then the last good one', () => {
    const of = started({ originals: endsAfterAnHour })
    run(of)
    stop(of)
    expect([statusOf(of), of.deployments.has(backId)]).toEqual(['Stopped', false])
    expect(of.group.lastSuccessful?.deploymentId).toBe(id)
    expect(sentenceOf(of)).toBe('Stopped by Dana. All users were moved to the replacements.')
  })

  it('names nobody as the starter of the way back but who stopped it', () => {
    const of = started({ originals: endsAfterAnHour }, { startedBy: 'Ana', startedById: 'user:ana' })
    run(of)
    stop(of, true)
    const { spec } = deploymentOf(of, backId)
    expect([spec.startedBy, spec.startedById]).toEqual(['Dana', undefined])
  })

  it('a person who sends the users of a first deployment back leaves nothing known that serves', () => {
    const of = started()
    run(of)
    expect(of.group.lastSuccessful?.deploymentId).toBe(id)
    const over = { deploymentId: 'd-BBBBBBBB1', targets: ['blue-1', 'blue-2', 'green-1', 'green-2'] }
    const rollbackOf = { deploymentId: id, message: 'Sends users back.' }
    create(of, aBlueGreenSpec({ ...over, rollbackOf }, { kind: 'trafficBack' }))
    run(of, 'd-BBBBBBBB1')
    expect(statusOf(of, 'd-BBBBBBBB1')).toBe('Succeeded')
    expect(of.group.lastSuccessful).toBeUndefined()
  })

  it('a person who sends users back to a revision that is known makes that one the last good one', () => {
    const of = started()
    run(of)
    const over = { deploymentId: 'd-BBBBBBBB1', targets: ['blue-1', 'blue-2', 'green-1', 'green-2'] }
    const rollbackOf = { deploymentId: id, message: 'Sends users back.' }
    const { revision } = aLastSuccessful()
    create(of, aBlueGreenSpec({ ...over, rollbackOf, revision }, { kind: 'trafficBack' }))
    run(of, 'd-BBBBBBBB1')
    expect(of.group.lastSuccessful).toMatchObject({ deploymentId: 'd-BBBBBBBB1', revision: { name: 'storefront-1.0' } })
  })

  it('a person sends users back of an ended deployment with an ordinary one', () => {
    const of = started()
    run(of)
    const back = aBlueGreenSpec(
      {
        deploymentId: 'd-BBBBBBBB1',
        rollbackDeploymentId: 'd-BBBBBBBB2',
        targets: ['blue-1', 'blue-2', 'green-1', 'green-2'],
        rollbackOf: { deploymentId: id, message: 'Sends users back.' },
      },
      { kind: 'trafficBack' },
    )
    expect(create(of, back)).toBeUndefined()
    run(of, 'd-BBBBBBBB1')
    expect(statusOf(of, 'd-BBBBBBBB1')).toBe('Succeeded')
    expect(summary(of, id).rollbackInfo?.rollbackDeploymentId).toBe('d-BBBBBBBB1')
  })
})

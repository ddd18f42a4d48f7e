import { describe, expect, it } from 'vitest'
import { allowTrafficEvents, blockTrafficEvents } from '@sluice/model'
import { aBlueGreenSpec, aLastSuccessful } from '@sluice/testkit'
import {
  backId,
  eventsRun,
  fleetCommands,
  id,
  retired,
  run,
  runUntil,
  sentenceOf,
  standing,
  started,
  statusOf,
  stop,
} from '../../testing/blue-green-world.ts'
import { create, deploymentOf, summary, targetRow, world } from '../../testing/world.ts'

const rollsBackOnFailure = { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] } }

describe('before traffic has moved', () => {
  it('a failed installation rolls nothing back, and says so when somebody asked for it', () => {
    const of = started({ receiving: 1 }, { targets: ['green-1', 'blue-1'], ...rollsBackOnFailure })
    run(of, id, { on: 'green-1', in: 'Install' })
    expect(of.deployments.has(backId)).toBe(false)
    expect(summary(of, id).rollbackInfo).toEqual({
      rollbackMessage: 'No traffic was moved, so there is nothing to roll back.',
    })
    expect(targetRow(of, id, 1).status).toBe('Skipped')
    expect(summary(of, id).actions.rollBack).toEqual({
      allowed: false,
      reason: 'No user was moved, so there is nothing to roll back. Roll back is possible after a reroute.',
    })
  })

  it('a stop with rollback stops only', () => {
    const of = started()
    stop(of, true)
    expect([statusOf(of), of.deployments.has(backId)]).toEqual(['Stopped', false])
  })
})

describe('a reroute that fails', () => {
  it('goes back by traffic in the same decision, configured or not', () => {
    const of = started({ receiving: 1 }, { targets: ['green-1', 'blue-1', 'blue-2'] })
    run(of, id, { on: 'green-1', in: 'AllowTraffic' })
    expect(statusOf(of)).toBe('Failed')
    expect(summary(of, id).rollbackInfo).toEqual({
      rollbackDeploymentId: backId,
      rollbackMessage: `${backId} was started to send users back to the originals.`,
    })
    const { spec } = deploymentOf(of, backId)
    expect(spec).toMatchObject({
      creator: 'codeDeployRollback',
      targets: ['blue-1', 'blue-2', 'green-1'],
      blueGreen: { kind: 'trafficBack', receiving: 2 },
      rollbackOf: { deploymentId: id, message: `Sends users back to the originals: ${id} failed.` },
    })
    expect(of.group.active?.deploymentId).toBe(backId)
  })

  it('names the original that could not be taken out of traffic; any such failure is enough', () => {
    const of = started({}, { minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 } })
    run(of, id, { on: 'blue-1', in: 'BlockTraffic' })
    expect(summary(of, id).errorInformation).toEqual({
      code: 'HEALTH_CONSTRAINTS',
      message:
        '1 original could not be taken out of traffic. blue-1 was the first to fail, in BlockTraffic (scripts/validate.sh): exit code 1.',
    })
    expect(targetRow(of, id, 3).status).toBe('Skipped')
    expect(statusOf(of, backId)).toBe('InProgress')
  })

  it('lets running originals finish before it has failed', () => {
    const of = started()
    runUntil(of, 'BlockTraffic')
    run(of, id, { on: 'blue-1', in: 'BlockTraffic' })
    expect(statusOf(of)).toBe('Failed')
    expect(eventsRun(of).filter((event) => event.startsWith('blue-2'))).not.toContain('blue-2 AfterBlockTraffic')
  })

  it('has nothing to go back to without originals, and says so', () => {
    const of = started({ receiving: 1 }, { targets: ['green-1'] })
    run(of, id, { on: 'green-1', in: 'AllowTraffic' })
    expect(of.deployments.has(backId)).toBe(false)
    expect(summary(of, id).rollbackInfo?.rollbackMessage).toBe('There are no originals to send users back to.')
  })
})

describe('going back', () => {
  function goneBack(fails?: Parameters<typeof run>[2]) {
    const of = started()
    of.group.lastSuccessful = undefined
    runUntil(of, 'BlockTraffic')
    stop(of, true)
    run(of)
    run(of, backId, fails)
    return of
  }

  it('allows traffic on originals, then blocks it on replacements, and installs nothing', () => {
    const of = goneBack()
    const back = deploymentOf(of, backId)
    const granted = of.log.slice(of.log.findLastIndex((fact) => fact.type === 'DeploymentCreated'))
    const events = granted.flatMap((fact) =>
      fact.type === 'LifecycleEventGranted'
        ? [`${back.spec.targets[fact.target]} ${back.lifecycleEvents[fact.event]}`]
        : [],
    )
    expect(new Set(events)).toEqual(
      new Set([
        ...['blue-1', 'blue-2'].flatMap((host) => allowTrafficEvents.map((event) => `${host} ${event}`)),
        ...['green-1', 'green-2'].flatMap((host) => blockTrafficEvents.map((event) => `${host} ${event}`)),
      ]),
    )
    expect(statusOf(of, backId)).toBe('Succeeded')
    expect(targetRow(of, backId, 0).instanceLabel).toBe('Blue')
    expect(standing(of, backId)).toMatchObject({ original: { succeeded: 2 }, replacement: { succeeded: 2 } })
    expect(summary(of, backId).startedBy).toBe('Dana')
  })

  it('is never refused for its minimum: as many originals as possible get their users', () => {
    const of = started(
      { receiving: 3 },
      {
        targets: ['green-1', 'green-2', 'green-3', 'blue-1', 'blue-2'],
        minimumHealthyHosts: { type: 'HOST_COUNT', value: 2 },
      },
    )
    run(of, id, { on: 'blue-1', in: 'BlockTraffic' })
    run(of, backId)
    expect(statusOf(of, backId)).toBe('Succeeded')
  })

  it('that fails starts no other rollback', () => {
    const of = goneBack({ on: 'green-1', in: 'BlockTraffic' })
    retired(of, [], backId)
    expect(statusOf(of, backId)).toBe('Failed')
    expect(of.deployments.size).toBe(2)
    expect(summary(of, backId).rollbackInfo?.rollbackMessage).toMatch(/a rollback starts no other/)
  })

  it('takes replacements that cannot leave by themselves out of all traffic, so that users are on one fleet', () => {
    const of = goneBack({ on: 'green-1', in: 'BeforeBlockTraffic' })
    expect(fleetCommands(of)).toEqual(['retire green-1 green-2'])
    retired(of, [], backId)
    expect(statusOf(of, backId)).toBe('Failed')
    expect(sentenceOf(of, backId)).toMatch(/All users were moved to the originals\./)
  })

  it('carries the revision that the group had, and leaves what succeeded last as it was', () => {
    const of = world()
    of.group.lastSuccessful = aLastSuccessful()
    create(of, aBlueGreenSpec())
    run(of, id, { on: 'blue-1', in: 'BlockTraffic' })
    run(of, backId)
    expect(deploymentOf(of, backId).spec.revision.name).toBe('storefront-1.0')
    expect(of.group.lastSuccessful?.revision.name).toBe('storefront-1.0')
    expect(goneBack().group.lastSuccessful).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import {
  backId,
  endsAfterAnHour,
  eventsOffered,
  fleetCommands,
  id,
  pass,
  provisioned,
  retired,
  run,
  runUntil,
  sentenceOf,
  standing,
  started,
  statusOf,
  stop,
} from '../../testing/blue-green-world.ts'
import { deploymentSignal, grant, report, send, summary } from '../../testing/world.ts'

const provision = { scalingGroupName: 'storefront' }
const failing = (of: ReturnType<typeof started>) =>
  send(of, { ...deploymentSignal(id), kind: 'provisionFailed', message: 'no free port' })

describe('provisioned replacements', () => {
  it('are made before anything is installed', () => {
    const of = started({ provision })
    expect([fleetCommands(of), eventsOffered(of)]).toEqual([['provision green-1 green-2'], []])
    expect(sentenceOf(of)).toBe('Provisioning 2 hosts.')
    expect(standing(of)).toMatchObject({ step: 'provisioning', isProvisioned: true })
    provisioned(of)
    expect(fleetCommands(of)).toEqual([])
    expect(eventsOffered(of)).toHaveLength(2)
  })

  it('that cannot be made fail the deployment, and what was made is ended first', () => {
    const of = started({ provision })
    failing(of)
    expect(fleetCommands(of)).toEqual(['retire green-1 green-2 terminate'])
    retired(of)
    expect(summary(of, id).errorInformation).toEqual({
      code: 'INSTANCE_PROVISIONING_FAILED',
      message: 'The replacements could not be provisioned: no free port',
    })
    expect(statusOf(of)).toBe('Failed')
    expect(summary(of, id).phases[0]).toMatchObject({ kind: 'provision', state: 'failed' })
  })

  it('that are not there within the limit of an event fail the deployment', () => {
    const of = started({ provision })
    pass(of, 60)
    retired(of)
    expect(summary(of, id).errorInformation?.message).toMatch(/they were not there within 1 hour/)
  })

  it('have their whole limit again after the service was down', () => {
    const of = started({ provision })
    of.clock.advance(50 * 60_000)
    send(of, { ...deploymentSignal(id), kind: 'serviceResumed' })
    pass(of, 50)
    expect(standing(of).step).toBe('provisioning')
  })

  it('are ended when somebody stops meanwhile, whatever the provisioner says later', () => {
    const of = started({ provision })
    stop(of)
    expect(fleetCommands(of)).toEqual(['retire green-1 green-2 terminate'])
    provisioned(of)
    failing(of)
    expect(eventsOffered(of)).toEqual([])
    retired(of)
    expect(statusOf(of)).toBe('Stopped')
  })

  it('are ended when the installation fails; without them a failed installation ends at once', () => {
    const made = started({ provision, receiving: 1 }, { targets: ['green-1', 'blue-1'] })
    provisioned(made)
    run(made, id, { on: 'green-1', in: 'Install' })
    expect(fleetCommands(made)).toEqual(['retire green-1 terminate'])
    const discovered = started({ receiving: 1 }, { targets: ['green-1', 'blue-1'] })
    run(discovered, id, { on: 'green-1', in: 'Install' })
    expect(statusOf(discovered)).toBe('Failed')
  })

  const threeMade = { targets: ['green-1', 'green-2', 'green-3', 'blue-1'] }

  it('that failed within tolerance are ended when the traffic has moved, at once where originals are kept', () => {
    const of = started({ provision, receiving: 3 }, threeMade)
    provisioned(of)
    run(of, id, { on: 'green-2', in: 'Install' })
    expect(fleetCommands(of)).toEqual(['retire green-2 terminate'])
    expect(sentenceOf(of)).toBe('Traffic moved to storefront-1.1. Ending 1 left-over replacement.')
    expect(stop(of)?.message).toMatch(/is ending replacements that are left over\./)
    retired(of)
    expect(statusOf(of)).toBe('Succeeded')
    expect(sentenceOf(of)).toMatch(/on 2 replacements; 1 failed\. 1 original kept\.$/)
    expect(summary(of, id).actions.rollBack).toEqual({ allowed: true })
  })

  it('that failed within tolerance are ended with the originals, where those are', () => {
    const of = started({ provision, receiving: 3, originals: endsAfterAnHour }, threeMade)
    provisioned(of)
    run(of, id, { on: 'green-2', in: 'AfterAllowTraffic' })
    expect(fleetCommands(of)).toEqual([])
    pass(of, 60)
    expect(fleetCommands(of)).toEqual(['retire blue-1 green-2 terminate'])
    expect(sentenceOf(of)).toMatch(/Ending 1 original and 1 left-over replacement\.$/)
    retired(of, [{ targetId: 'green-2', message: 'no answer' }])
    expect(sentenceOf(of)).toMatch(/Originals ended\.$/)
    expect(summary(of, id).phases.at(-1)).toMatchObject({ kind: 'originals', state: 'done', failed: 0 })
  })

  it('that failed within tolerance are ended when somebody stops the wait, and go with the others on the way back', () => {
    for (const rollBack of [false, true]) {
      const of = started({ provision, receiving: 3, originals: endsAfterAnHour }, threeMade)
      provisioned(of)
      run(of, id, { on: 'green-2', in: 'Install' })
      stop(of, rollBack)
      run(of, backId)
      expect(fleetCommands(of)).toEqual([`retire ${rollBack ? 'green-1 green-2 green-3' : 'green-2'} terminate`])
    }
  })

  it('of a first deployment are ended when the reroute fails: there is no way back that would do it', () => {
    for (const event of ['AllowTraffic', 'AfterAllowTraffic'] as const) {
      const of = started({ provision, receiving: 1 }, { targets: ['green-1'] })
      provisioned(of)
      run(of, id, { on: 'green-1', in: event })
      expect(fleetCommands(of)).toEqual(['retire green-1 terminate'])
      retired(of)
      expect([statusOf(of), of.deployments.has(backId)]).toEqual(['Failed', false])
      expect(sentenceOf(of)).toMatch(/No traffic was moved\. There are no originals to send users back to\.$/)
    }
  })

  it('that were let in before a stop keep their users; those that were not are ended', () => {
    const of = started({ provision }, { minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 } })
    provisioned(of)
    runUntil(of, 'AfterAllowTraffic')
    stop(of)
    expect(fleetCommands(of)).toEqual(['retire green-2 terminate'])
    retired(of)
    expect(sentenceOf(of)).toMatch(/traffic went to 1 of 2 replacements and 2 of 2 originals\.$/)
  })

  it('that were let in by the last report before a stop ends it keep their users', () => {
    const of = started({ provision, receiving: 1 }, { targets: ['green-1', 'blue-1'] })
    provisioned(of)
    runUntil(of, 'AfterAllowTraffic')
    const running = eventsOffered(of)[0]?.id ?? ''
    grant(of, running)
    stop(of)
    report(of, running)
    expect([fleetCommands(of), statusOf(of)]).toEqual([[], 'Stopped'])
  })

  it('are ended when the traffic has gone back', () => {
    const of = started({ provision })
    provisioned(of)
    run(of, id, { on: 'blue-1', in: 'BlockTraffic' })
    run(of, backId)
    expect(fleetCommands(of)).toEqual(['retire green-1 green-2 terminate'])
    expect(statusOf(of, backId)).toBe('InProgress')
    retired(of, [], backId)
    expect(statusOf(of, backId)).toBe('Succeeded')
  })
})

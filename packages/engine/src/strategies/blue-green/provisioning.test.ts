import { describe, expect, it } from 'vitest'
import {
  backId,
  eventsOffered,
  fleetCommands,
  id,
  pass,
  provisioned,
  retired,
  run,
  sentenceOf,
  standing,
  started,
  statusOf,
  stop,
} from '../../testing/blue-green-world.ts'
import { deploymentSignal, send, summary } from '../../testing/world.ts'

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

import { allowTrafficEvents, blockTrafficEvents, inPlaceEvents } from '@sluice/model'
import { aDeploymentSpec, hostNames } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { eventsRun, id, run } from '../../testing/blue-green-world.ts'
import { create, deploymentOf, grant, inFlight, offered, report, runHost, summary, world } from '../../testing/world.ts'

const style = { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' } as const

function started(over: Parameters<typeof aDeploymentSpec>[0] = {}) {
  const of = world()
  create(of, aDeploymentSpec({ deploymentStyle: style, targetGroupNames: ['storefront'], ...over }))
  return of
}

describe('in place with a load balancer', () => {
  it('runs thirteen events on each host: traffic off, the seven, traffic on', () => {
    const of = started({ targets: ['web-1'], minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } })
    const thirteen = [...blockTrafficEvents, ...inPlaceEvents, ...allowTrafficEvents]
    expect(summary(of, id).lifecycleEvents).toEqual(thirteen)
    run(of)
    expect(eventsRun(of)).toEqual(thirteen.map((event) => `web-1 ${event}`))
    expect(summary(of, id)).toMatchObject({ status: 'Succeeded', targetGroupNames: ['storefront'] })
  })

  it('a host counts as running until it has its traffic back', () => {
    const of = started({ targets: hostNames(2), minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 } })
    for (
      let at = offered(of, id, 'web-1');
      at?.includes('/AfterAllowTraffic/') === false;
      at = offered(of, id, 'web-1')
    ) {
      expect(inFlight(of, id)).toEqual(['web-1'])
      grant(of, at)
      report(of, at)
    }
    runHost(of, id, 'web-1')
    expect(inFlight(of, id)).toEqual(['web-2'])
  })

  it('ignores failures of all three events whose scripts are of the previous revision, when asked to', () => {
    for (const event of ['BeforeBlockTraffic', 'AfterBlockTraffic', 'ApplicationStop'] as const) {
      const of = started({ ignoreApplicationStopFailures: true })
      run(of, id, { on: 'web-1', in: event })
      expect(summary(of, id).status).toBe('Succeeded')
      expect(deploymentOf(of, id).ignoredFailures).toBe(1)
    }
    const of = started({ ignoreApplicationStopFailures: true, targets: ['web-1'], minimumHealthyHosts: noMinimum })
    run(of, id, { on: 'web-1', in: 'BlockTraffic' })
    expect(summary(of, id).status).toBe('Failed')
  })

  it('seven events remain without one', () => {
    const of = world()
    create(of, aDeploymentSpec())
    expect(summary(of, id).lifecycleEvents).toEqual([...inPlaceEvents])
  })
})

const noMinimum = { type: 'HOST_COUNT', value: 0 } as const

import { aDeploymentSpec, hostNames } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { plan } from './plan.ts'
import { create, inFlight, runHost, summary, world } from './testing/world.ts'

const half = aDeploymentSpec().minimumHealthyHosts

describe('a plan', () => {
  it('says waves, budget and times of a fleet that goes half at a time', () => {
    expect(plan({ targets: hostNames(4), minimumHealthyHosts: half, secondsPerHost: 30 })).toStrictEqual({
      total: 4,
      minimum: 2,
      parallel: 2,
      failureBudget: 1,
      waves: [
        { wave: 1, targets: ['web-1', 'web-2'], startsAfterSeconds: 0, endsAfterSeconds: 30 },
        { wave: 2, targets: ['web-3', 'web-4'], startsAfterSeconds: 30, endsAfterSeconds: 60 },
      ],
      lifecycleEvents: [
        'ApplicationStop',
        'DownloadBundle',
        'BeforeInstall',
        'Install',
        'AfterInstall',
        'ApplicationStart',
        'ValidateService',
      ],
      sentence: '4 hosts, 2 at a time. One failure leaves one to spare; a second stops it.',
    })
  })

  it.each([
    [1, { type: 'MOST_CONCURRENCY', value: 1 }, 0, '1 host. It must succeed.'],
    [
      4,
      { type: 'MOST_CONCURRENCY', value: 1 },
      0,
      '4 hosts, 1 at a time. The first failure stops it, unless it is the last host.',
    ],
    [9, { type: 'HOST_COUNT', value: 0 }, 8, '9 hosts, all at once. At least one must succeed.'],
    [2, { type: 'HOST_COUNT', value: 0 }, 1, '2 hosts, both at once. At least one must succeed.'],
    [
      1000,
      { type: 'FLEET_PERCENT', value: 80 },
      199,
      '1,000 hosts, 200 at a time. 199 failures leave one to spare; one more stops it.',
    ],
  ] as const)('%i hosts with %o', (total, minimumHealthyHosts, failureBudget, sentence) => {
    expect(plan({ targets: hostNames(total), minimumHealthyHosts })).toMatchObject({ failureBudget, sentence })
  })

  it('has no waves when it would fail at once, and says why', () => {
    expect(plan({ targets: ['web-1'], minimumHealthyHosts: half })).toMatchObject({
      parallel: 0,
      failureBudget: 0,
      waves: [],
      failsAtOnce: { code: 'HEALTH_CONSTRAINTS_INVALID' },
      sentence:
        'It would fail at once. 50 % of 1 host rounds up to 1 that must stay healthy, so none may be taken out of service. Choose a lower minimum or add hosts.',
    })
  })

  it('says what silent hosts will do, and knows no others', () => {
    const input = { targets: hostNames(4), minimumHealthyHosts: half }
    expect(plan({ ...input, silentTargets: ['web-2', 'elsewhere'] }).sentence).toMatch(
      / 1 host is silent: it fails unless it reports in time\.$/,
    )
    expect(plan({ ...input, silentTargets: ['web-2', 'web-3'] }).sentence).toMatch(
      / 2 hosts are silent: they fail unless they report in time, which stops the deployment\.$/,
    )
  })

  it.each([
    [
      10,
      8,
      2,
      / 2 hosts that failed last time come first: they serve nobody, so trying them takes no other host out of service\. One of them must succeed before any other host starts\.$/,
    ],
    [
      10,
      8,
      1,
      / 1 host that failed last time comes first: it serves nobody, so trying it takes no other host out of service\.$/,
    ],
    [10, 8, 4, / 4 hosts that failed last time .* At least 3 of them must succeed before any other host starts\.$/],
    [
      4,
      2,
      4,
      /^4 hosts, 2 at a time\. At least 2 must succeed\. 4 hosts that failed last time come first: they serve nobody, so trying them takes no other host out of service\.$/,
    ],
    [2, 1, 2, /^2 hosts, 1 at a time\. At least one must succeed\./],
    [2, 1, 1, / 1 host that failed last time .* It must succeed before any other host starts\.$/],
  ])(
    'of %i hosts of which %i stay healthy says why the %i come first that failed last time',
    (total, minimum, out, sentence) => {
      const minimumHealthyHosts = { type: 'HOST_COUNT', value: minimum } as const
      const outOfService = [...Array(out).keys()]
      expect(plan({ targets: hostNames(total), minimumHealthyHosts, outOfService }).sentence).toMatch(sentence)
    },
  )

  it('says of hosts that were stopped that they did not finish, and of both kinds both', () => {
    const first = { targets: hostNames(4), minimumHealthyHosts: half, outOfService: [0, 1] }
    expect(plan({ ...first, lastTime: 'leftPartWay' }).sentence).toContain('2 hosts that did not finish last time come')
    expect(plan({ ...first, lastTime: 'either' }).sentence).toContain('2 hosts that failed or did not finish last time')
  })

  it.each([
    [[3], 1, ' It must succeed before any other host of its zone starts.'],
    [[0, 3], 1, ' In 2 zones some of them must succeed before any other host there starts.'],
    [[0, 3, 4], 2, ' In zone b one of them must succeed before any other host starts.'],
    [[3], 2, ''],
  ])(
    'by zones, with hosts %j out of service and %i of a zone, says what hangs on them there',
    (outOfService, may, words) => {
      const zones = {
        zoneTag: 'rack',
        zones: [
          { name: 'a', hosts: 3 },
          { name: 'b', hosts: 3 },
        ],
        minimumHealthyHostsPerZone: { type: 'HOST_COUNT' as const, value: 3 - may },
      }
      const { sentence } = plan({
        targets: hostNames(6),
        minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
        outOfService,
        zones,
      })
      expect(sentence.split('out of service.')[1]).toBe(words)
    },
  )

  it('says that silent hosts stop the deployment exactly when they do', () => {
    const id = 'd-AAAAAAAA1'
    for (let total = 1; total <= 5; total += 1)
      for (let minimum = 0; minimum < total; minimum += 1)
        for (let pattern = 1; pattern < 2 ** total; pattern += 1) {
          const targets = hostNames(total)
          const silentTargets = targets.filter((_, place) => ((pattern >> place) & 1) === 1)
          const minimumHealthyHosts = { type: 'HOST_COUNT', value: minimum } as const
          const of = world()
          create(of, aDeploymentSpec({ targets, minimumHealthyHosts }))
          const running = (isSilent: boolean) =>
            inFlight(of, id).find((name) => silentTargets.includes(name) === isSilent)
          for (let next = running(false); next !== undefined; next = running(false)) runHost(of, id, next)
          for (let next = running(true); next !== undefined; next = running(false) ?? running(true))
            runHost(of, id, next, silentTargets.includes(next) ? 'Install' : undefined)
          const says = plan({ targets, minimumHealthyHosts, silentTargets }).sentence.includes('which stops')
          expect(says, `${silentTargets.join()} of ${total}, minimum ${minimum}`).toBe(
            summary(of, id).status === 'Failed',
          )
        }
  })

  it.each([0, 1, 2, 3])('has no times while nothing is known of a host (%i hosts)', (total) => {
    const { waves } = plan({ targets: hostNames(total), minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } })
    expect(waves).toStrictEqual(total === 0 ? [] : [{ wave: 1, targets: hostNames(total) }])
  })

  it('has times for a shorter last wave too', () => {
    const { waves } = plan({
      targets: hostNames(3),
      minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 },
      secondsPerHost: 4.5,
    })
    expect(waves).toStrictEqual([
      { wave: 1, targets: ['web-1', 'web-2'], startsAfterSeconds: 0, endsAfterSeconds: 4.5 },
      { wave: 2, targets: ['web-3'], startsAfterSeconds: 4.5, endsAfterSeconds: 9 },
    ])
  })

  it('names the traffic events where there is a load balancer', () => {
    const balanced = plan({ targets: ['web-1'], minimumHealthyHosts: allAtOnce, withTrafficControl: true })
    expect(balanced.lifecycleEvents).toHaveLength(13)
    expect(balanced.sentence).toMatch(/Each host leaves the traffic before it is changed and comes back after\.$/)
  })

  it('of blue/green is about the replacements, and says what becomes of the originals', () => {
    const blueGreen = {
      kind: 'forward',
      receiving: 2,
      readyWait: { minutes: 60, atItsEnd: 'STOP_DEPLOYMENT', approvers: 1 },
      originals: { action: 'TERMINATE', waitMinutes: 60 },
    } as const
    const targets = ['green-1', 'green-2', 'blue-1']
    const planned = plan({ targets, minimumHealthyHosts: allAtOnce, blueGreen })
    expect(planned).toMatchObject({ total: 2, waves: [{ targets: ['green-1', 'green-2'] }] })
    expect(planned.lifecycleEvents[0]).toBe('ApplicationStop')
    expect(planned.sentence).toBe(
      '2 hosts, both at once. At least one must succeed. Then traffic moves from 1 original when somebody approves. The originals end 60 minutes later.',
    )
    const atOnce = { ...blueGreen, readyWait: undefined, originals: { action: 'KEEP_ALIVE', waitMinutes: 0 } } as const
    expect(plan({ targets, minimumHealthyHosts: allAtOnce, blueGreen: atOnce }).sentence).toMatch(
      /Then traffic moves from 1 original\. The originals are kept\.$/,
    )
  })
})

const allAtOnce = { type: 'HOST_COUNT', value: 0 } as const

import { aDeploymentSpec, hostNames } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { plan } from './plan.ts'

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
    [9, { type: 'HOST_COUNT', value: 0 }, 8, '9 hosts, all at once. At least one host must succeed.'],
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
        'It would fail at once. 1 of 1 host must stay healthy, so none may be taken out of service. Choose a lower minimum or add hosts.',
    })
  })

  it('counts silent hosts as failures to come', () => {
    const input = { targets: hostNames(4), minimumHealthyHosts: half }
    expect(plan({ ...input, silentTargets: ['web-2', 'elsewhere'] }).sentence).toMatch(
      / 1 host is silent and counts as failed unless heard from\.$/,
    )
    expect(plan({ ...input, silentTargets: ['web-2', 'web-3'] }).sentence).toMatch(
      / 2 hosts are silent and count as failed unless heard from, which stops it\.$/,
    )
  })
})

import { limits, predefinedServerConfigs, type MinimumHealthyHosts } from '@sluice/model'
import { aDeploymentSpec, hostNames } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { atOnce, failsAtOnce, failuresLeft, minimumHosts, startable } from './minimum-healthy.ts'
import { create, deploymentOf, inFlight, runHost, summary, world, type World } from './testing/world.ts'

const id = 'd-AAAAAAAA1'
/** Was out of service before. */
const nobody = () => false
const percent = (value: number): MinimumHealthyHosts => ({ type: 'FLEET_PERCENT', value })
const hostCount = (value: number): MinimumHealthyHosts => ({ type: 'HOST_COUNT', value })
const predefined = (short: string): MinimumHealthyHosts => {
  const config = predefinedServerConfigs.find(({ deploymentConfigName }) => deploymentConfigName.endsWith(`.${short}`))
  if (config === undefined) throw new Error(`no predefined configuration ${short}`)
  return config.minimumHealthyHosts
}
const [oneAtATime, halfAtATime, allAtOnce] = ['OneAtATime', 'HalfAtATime', 'AllAtOnce'].map(predefined) as [
  MinimumHealthyHosts,
  MinimumHealthyHosts,
  MinimumHealthyHosts,
]

describe('how many must stay healthy, and how many may run', () => {
  it.each([
    [10, percent(95), 10, 0],
    [10, percent(85), 9, 1],
    [10, hostCount(9), 9, 1],
    [10, hostCount(8), 8, 2],
    [10, hostCount(0), 0, 10],
    [9, halfAtATime, 5, 4],
    [9, hostCount(6), 6, 3],
    [9, percent(40), 4, 5],
    [9, allAtOnce, 0, 9],
    [9, oneAtATime, 8, 1],
    [1, halfAtATime, 1, 0],
  ])('%i hosts with %o: keeps %i, runs %i at once', (total, setting, minimum, parallel) => {
    const counts = { total, pending: total, inFlight: 0, succeeded: 0, failed: 0 }
    expect(minimumHosts(setting, total)).toBe(minimum)
    expect(startable(counts, minimum, total, nobody)).toBe(parallel)
    expect(atOnce(counts, minimum)).toBe(parallel)
  })

  it('OneAtATime is a kind of its own: never more than one at once in any fleet, and always able to start', () => {
    for (const total of [1, 2, 9, 10, 1000, limits.hostsPerDeployment])
      expect(
        atOnce({ total, pending: total, inFlight: 0, succeeded: 0, failed: 0 }, minimumHosts(oneAtATime, total)),
      ).toBe(1)
    expect(minimumHosts(percent(99), 9)).toBe(9)
    expect(minimumHosts(percent(99), 1000)).toBe(990)
  })

  it('starts nothing below the minimum', () => {
    expect(startable({ total: 4, pending: 1, inFlight: 0, succeeded: 0, failed: 3 }, 2, 1, nobody)).toBe(0)
  })
})

describe('the table of facts 3.3, row by row', () => {
  it('10 at 95 %: fails at once without touching a host', () => {
    const { of } = started(10, percent(95))
    expect(summary(of, id)).toMatchObject({
      status: 'Failed',
      errorInformation: { code: 'HEALTH_CONSTRAINTS_INVALID' },
      deploymentOverview: { Skipped: 10, InProgress: 0, Failed: 0 },
    })
  })

  it.each([
    ['85 %', 10, percent(85)],
    ['9 hosts', 10, hostCount(9)],
    ['OneAtATime', 10, oneAtATime],
    ['OneAtATime', 9, oneAtATime],
  ])('%s of %i: one at a time; any failure but the last host ends it', (_, total, setting) => {
    for (let failing = 1; failing <= total; failing += 1) {
      const { of, mostAtOnce } = played(total, setting, [failing])
      expect(mostAtOnce).toBe(1)
      expect(summary(of, id).status).toBe(failing === total ? 'Succeeded' : 'Failed')
      expect(summary(of, id).deploymentOverview).toMatchObject({
        Succeeded: failing - 1,
        Failed: 1,
        Skipped: total - failing,
      })
    }
  })

  it('8 of 10: two at a time, one at a time after a failure', () => {
    const { of } = started(10, hostCount(8))
    expect(inFlight(of, id)).toEqual(['web-1', 'web-2'])
    runHost(of, id, 'web-1', 'Install')
    expect(inFlight(of, id)).toEqual(['web-2'])
    runHost(of, id, 'web-2')
    expect(inFlight(of, id)).toEqual(['web-3'])
  })

  it('8 of 10: fails on the second failure, unless that is the last host', () => {
    for (let first = 1; first < 10; first += 1)
      for (let second = first + 1; second <= 10; second += 1)
        expect(summary(played(10, hostCount(8), [first, second]).of, id).status).toBe(
          second === 10 ? 'Succeeded' : 'Failed',
        )
  })

  it.each([
    ['0 of 10', 10, hostCount(0), 10, 1],
    ['HalfAtATime of 9', 9, halfAtATime, 4, 5],
    ['6 of 9', 9, hostCount(6), 3, 6],
    ['40 % of 9', 9, percent(40), 5, 4],
    ['AllAtOnce of 9', 9, allAtOnce, 9, 1],
  ])('%s: succeeds exactly when enough hosts do', (_, total, setting, parallel, needed) => {
    for (let failures = 0; failures <= total; failures += 1) {
      const failing = Array.from({ length: failures }, (_, index) => total - index)
      const { of, mostAtOnce } = played(total, setting, failing)
      expect(mostAtOnce).toBe(parallel)
      expect(summary(of, id).status).toBe(total - failures >= needed ? 'Succeeded' : 'Failed')
    }
  })

  it('the last instance may fail, but not when it is the only one: a group of one must succeed', () => {
    expect(summary(played(2, oneAtATime, [2]).of, id).status).toBe('Succeeded')
    expect(summary(played(1, oneAtATime, []).of, id).status).toBe('Succeeded')
    expect(summary(played(1, oneAtATime, [1]).of, id).status).toBe('Failed')
  })

  it('at least one host must succeed, also when none has to stay healthy', () => {
    const everyone = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    expect(summary(played(9, allAtOnce, everyone.slice(1)).of, id).status).toBe('Succeeded')
    expect(summary(played(9, allAtOnce, everyone).of, id)).toMatchObject({
      status: 'Failed',
      errorInformation: { code: 'HEALTH_CONSTRAINTS', message: expect.stringContaining('at least one must succeed') },
    })
  })
})

describe('failures left', () => {
  it('is how many may follow at once; one more ends the deployment', () => {
    for (let total = 1; total <= 6; total += 1)
      for (let minimum = 0; minimum < total; minimum += 1)
        for (let succeeded = 0; succeeded < total; succeeded += 1)
          for (let failed = 0; succeeded + failed < total; failed += 1) {
            const { of } = started(total, hostCount(minimum))
            for (let host = 1; host <= succeeded; host += 1) runHost(of, id, `web-${host}`)
            for (let host = 1; host <= failed; host += 1) runHost(of, id, `web-${succeeded + host}`, 'Install')
            if (summary(of, id).status !== 'InProgress') continue
            expectFailuresLeft(of, total)
          }
  })

  it('counts every unfinished host when none of them can end it', () => {
    expect(failuresLeft({ total: 9, pending: 0, inFlight: 1, succeeded: 8, failed: 0 }, 8)).toBe(1)
  })
})

describe('what fails at once', () => {
  it.each([
    [0, 0, 'NO_INSTANCES'],
    [limits.hostsPerDeployment + 1, 0, 'OVER_MAX_INSTANCES'],
    [5, 5, 'HEALTH_CONSTRAINTS_INVALID'],
    [5, 6, 'HEALTH_CONSTRAINTS_INVALID'],
  ])('%i hosts of which %i must stay healthy: %s', (total, minimum, code) => {
    expect(failsAtOnce(total, hostCount(minimum), limits.hostsPerDeployment)?.code).toBe(code)
  })

  it.each([
    [10, percent(95), '95 % of 10 hosts rounds up to 10 that must stay healthy'],
    [1, percent(50), '50 % of 1 host rounds up to 1 that must stay healthy'],
    [1, hostCount(1), 'The only host must stay healthy'],
    [2, hostCount(2), 'Both hosts must stay healthy'],
    [5, hostCount(5), 'All 5 hosts must stay healthy'],
    [5, hostCount(6), '6 hosts must stay healthy and there are only 5'],
    [1, hostCount(2), '2 hosts must stay healthy and there is only 1'],
  ])('%i hosts with %o: the message says the numbers and the way out', (total, setting, why) => {
    expect(failsAtOnce(total, setting, 10)?.message).toBe(
      `${why}, so none may be taken out of service. Choose a lower minimum or add hosts.`,
    )
  })

  it('lets a fleet at the limit start', () => {
    expect(failsAtOnce(limits.hostsPerDeployment, hostCount(1), limits.hostsPerDeployment)).toBeUndefined()
  })
})

function started(total: number, minimumHealthyHosts: MinimumHealthyHosts): { of: World } {
  const of = world()
  create(of, aDeploymentSpec({ targets: hostNames(total), minimumHealthyHosts }))
  return { of }
}

/** Runs the hosts in the planned order; those in `failing` (from 1) fail. */
function played(total: number, setting: MinimumHealthyHosts, failing: number[]): { of: World; mostAtOnce: number } {
  const { of } = started(total, setting)
  let mostAtOnce = 0
  for (let running = inFlight(of, id); running.length > 0; running = inFlight(of, id)) {
    mostAtOnce = Math.max(mostAtOnce, running.length)
    const host = running[0] ?? ''
    runHost(of, id, host, failing.includes(Number(host.slice(4))) ? 'ValidateService' : undefined)
  }
  return { of, mostAtOnce }
}

/** Fails host after host: the state's own number survives, one more ends it as Failed. */
function expectFailuresLeft(of: World, total: number): void {
  const { failuresLeft: left } = summary(of, id).health
  const unfinished = summary(of, id).deploymentOverview.Pending + inFlight(of, id).length
  const sentence = JSON.stringify(summary(of, id).sentence)
  for (let failure = 1; failure <= Math.min(left + 1, unfinished); failure += 1) {
    runHost(of, id, inFlight(of, id)[0] ?? '', 'Install')
    expect(summary(of, id).status === 'Failed', `failure ${failure} of ${left} of ${total}`).toBe(failure > left)
  }
  if (left === unfinished) expect(sentence).toContain('No failure can stop it now.')
  expect(deploymentOf(of, id).counts.failed).toBeGreaterThan(0)
}

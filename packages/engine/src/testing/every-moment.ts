/** What holds after every single fact in every life of a deployment. */
import type { FleetStanding } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { hasClock } from '../deployment/clock-list.ts'
import { deploymentAggregate } from '../deployment/deployment-aggregate.ts'
import { cell, event as eventCode, firstEventOf, isAtWork, target as targetCode } from '../deployment/fleet.ts'
import { stepOf } from '../deployment/progress.ts'
import { zoneAt } from '../zone-waves.ts'
import type { Deployment } from '../deployment/deployment-state.ts'
import { checkMoments, type MomentCheck } from './lives.ts'

/** One life in thirty reaches the termination wait, one in thirty goes on after a stop; of so many, none is once in half a million times. */
const enoughForEveryStep = 400

/** One life in six is by zones; of so many, none that bakes is once in a million times. */
const enoughForZones = 150

/** One life in six begins below its minimum; of so many, none is once in ten million million times. */
const enoughForBroken = 150

export function holdsAtEveryMoment(numRuns: number): void {
  const always = (check: MomentCheck, runs = numRuns) => checkMoments(runs, check)

  describe('in every life of a deployment', () => {
    it('the healthy hosts never fall below the minimum, and never more than k run at once', () => {
      let mostRunning = 0
      let below = 0
      always(
        (deployment) => {
          const { counts, minimum, outOfService } = deployment
          mostRunning = Math.max(mostRunning, counts.inFlight)
          expect(counts.inFlight).toBeLessThanOrEqual(Math.max(0, counts.total - minimum))
          if (minimum >= counts.total) return
          // A group that starts below the minimum is never reduced further.
          const atTheStart = counts.total - outOfService.size
          if (atTheStart < minimum) below += 1
          expect(healthyOf(deployment)).toBeGreaterThanOrEqual(Math.min(minimum, atTheStart))
        },
        Math.max(enoughForBroken, numRuns),
      )
      expect(mostRunning).toBeGreaterThan(1)
      expect(below).toBeGreaterThan(0)
    })

    it('hosts start in exactly the planned order', () => {
      let next = 0
      let started = 0
      always(({ progress }, event) => {
        if (event.type === 'DeploymentCreated') next = 0
        if (progress !== undefined || event.type !== 'TargetsStarted') return
        expect(event.targets).toEqual(event.targets.map((_, index) => next + index))
        next += event.targets.length
        started += event.targets.length
      })
      expect(started).toBeGreaterThan(0)
    })

    it('a host that failed before is tried before any other, and none is left out while nobody stops', () => {
      let tried = 0
      always(
        ({ outOfService, fleet, life, stop, ending, spec }) => {
          if (outOfService.size === 0 || spec.zones !== undefined) return
          expect([...outOfService]).toEqual([...outOfService].map((_, index) => index))
          if (!('endedAt' in life) || stop !== undefined || ending !== undefined || life.startedAt === undefined) return
          tried += 1
          for (const host of outOfService)
            expect([targetCode.Succeeded, targetCode.Failed]).toContain(fleet.status[host])
        },
        Math.max(enoughForBroken, numRuns),
      )
      expect(tried).toBeGreaterThan(0)
    })

    it('the commands reacted and not settled are those owed', () => {
      always((deployment, _, of, state) => {
        const { deploymentId } = deployment.spec
        const sent = [...of.outbox.values()].filter((command) => command.deploymentId === deploymentId)
        const owed = deploymentAggregate.owed(state, of.clock.now())
        expect(owed.commands.toSorted(byId)).toEqual(sent.toSorted(byId))
        expect(owed.wakeAt).toBe(of.wakeAt.get(deploymentId))
      })
    })

    it('the counters equal a recount', () => {
      always((deployment) => {
        const { counts, fleet, steps, leftPartWay, touched, progress, sides, standings, outOfService } = deployment
        expect(standings).toEqual({
          receiving: recounted(fleet.status.slice(0, sides.receiving)),
          leaving: recounted(fleet.status.slice(sides.receiving)),
        })
        const { inProgress, ready: _, ...all } = recounted(fleet.status)
        const inStatus = (...codes: number[]) =>
          [...outOfService].filter((host) => codes.includes(fleet.status[host] ?? 0))
        const out = {
          outOfService: outOfService.size - inStatus(targetCode.Succeeded, targetCode.Failed).length,
          outInFlight: inStatus(targetCode.InProgress).length,
        }
        if (progress === undefined) expect(counts).toEqual({ ...all, inFlight: inProgress, ...out })
        expect(counts.inFlight).toBe(inProgress)
        expect(counts.pending + counts.inFlight + counts.succeeded + counts.failed + counts.skipped).toBe(counts.total)
        const hostsTouched = Array.from(
          { length: fleet.size },
          (_, host) => fleet.eventStart[cell(fleet, host, firstEventOf(sides, host))],
        )
        expect(touched).toBe(hostsTouched.filter((start) => start !== 0).length)
        expect(leftPartWay).toBe(
          hostsTouched.filter((start, host) => start !== 0 && fleet.status[host] === targetCode.Skipped).length,
        )
        if (progress !== undefined) return
        expect(steps.reduce((sum, step) => sum + step.succeeded + step.failed + step.skipped, 0)).toBe(
          counts.succeeded + counts.failed + counts.skipped,
        )
      })
    })

    it('a host at work is on exactly one clock: to start, waiting, or running; silence is none of waiting', () => {
      always(({ fleet, clocks }) => {
        for (let host = 0; host < fleet.size; host += 1) {
          const on = [clocks.start, clocks.waiting, clocks.event].filter((list) => hasClock(list, host))
          if (on.length !== (isAtWork(fleet, host) ? 1 : 0)) expect(on).toHaveLength(isAtWork(fleet, host) ? 1 : 0)
          if (on[0] === clocks.waiting) expect(fleet.silent.has(host)).toBe(false)
        }
      })
    })

    it('no traffic is taken off a fleet before a host of the other one has it', () => {
      let blocking = 0
      always(
        ({ spec, progress, standings }, _, of) => {
          if (progress === undefined) return
          const { deploymentId } = spec
          const isBlocked = [...of.outbox.values()].some(
            (command) =>
              command.kind === 'runLifecycleEvent' &&
              command.deploymentId === deploymentId &&
              command.event === 'BlockTraffic',
          )
          if (!isBlocked) return
          blocking += 1
          expect(progress.rerouted).toBeGreaterThan(0)
          expect(standings.receiving.succeeded).toBeGreaterThan(0)
        },
        Math.max(100, numRuns),
      )
      expect(blocking).toBeGreaterThan(0)
    })

    it('once somebody has stopped it, nobody waits for a replacement to be let in', () => {
      let stopped = 0
      always(
        ({ spec, stop, progress }, { at }, of) => {
          if (progress === undefined || spec.blueGreen?.kind !== 'forward') return
          if (stop === undefined || stop.at >= at) return
          stopped += 1
          const running = [...of.outbox.values()].filter(({ deploymentId }) => deploymentId === spec.deploymentId)
          expect(running.filter((command) => 'event' in command && command.event === 'AllowTraffic')).toEqual([])
        },
        Math.max(enoughForEveryStep, numRuns),
      )
      expect(stopped).toBeGreaterThan(0)
    })

    it('every step of blue/green is met by some life', () => {
      const met = new Set<string>()
      always(
        ({ progress, life }) => {
          if (progress !== undefined && !('endedAt' in life)) met.add(stepOf(progress))
        },
        Math.max(enoughForEveryStep, numRuns),
      )
      expect([...met].toSorted()).toEqual(
        ['blocking', 'installing', 'provisioning', 'ready', 'rerouting', 'retiring', 'terminationWait'].toSorted(),
      )
    })

    it('by zones: hosts of one zone run at a time, no more than its minimum allows, none while it bakes, and its counters equal a recount', () => {
      const met = new Set<string>()
      always(
        ({ fleet, zoning, layout, counts, life, outOfService }) => {
          if (zoning === undefined || layout.zones === undefined) return
          const running = [...fleet.status.keys()].filter((host) => fleet.status[host] === targetCode.InProgress)
          const zones = new Set(running.map((host) => zoneAt(layout.zones ?? [], host)))
          expect(zones.size).toBeLessThanOrEqual(1)
          const zone = layout.zones[zoning.zone]
          if (zone === undefined) return
          if (running.length > 0) expect([...zones]).toEqual([zoning.zone])
          const { inProgress, ready: _, ...all } = recounted(fleet.status.slice(zone.from, zone.from + zone.hosts))
          expect(zoning.counts).toMatchObject({ ...all, inFlight: inProgress })
          if (zone.minimum < zone.hosts) {
            const its = Array.from({ length: zone.hosts }, (_, place) => zone.from + place)
            const serving = its.filter((host) => isServing(fleet.status[host] ?? 0, outOfService.has(host))).length
            const atTheStart = its.filter((host) => !outOfService.has(host)).length
            expect(serving).toBeGreaterThanOrEqual(Math.min(zone.minimum, atTheStart))
            expect(inProgress).toBeLessThanOrEqual(zone.hosts - zone.minimum)
            if (outOfService.size > 0) met.add('some failed before')
          }
          if (life.status === 'Baking') expect(counts.inFlight).toBe(0)
          met.add(life.status === 'Baking' ? 'bakes' : running.length > 1 ? 'several run' : 'other')
        },
        Math.max(enoughForZones, numRuns),
      )
      expect([...met].toSorted()).toEqual(['bakes', 'other', 'several run', 'some failed before'])
    })

    it('no event ends well that was not granted', () => {
      let ended = 0
      always(({ fleet }, event) => {
        if (event.type !== 'LifecycleEventEnded' || event.status !== 'Succeeded') return
        ended += 1
        expect(fleet.eventStart[cell(fleet, event.target, event.event)]).toBeGreaterThan(0)
      })
      expect(ended).toBeGreaterThan(0)
    })

    it('an ended host or event never changes again', () => {
      const last = new Map<string, Uint8Array[]>()
      always(({ spec, fleet }, event) => {
        if (event.type === 'DeploymentCreated') last.delete(spec.deploymentId)
        const [hosts, events] = last.get(spec.deploymentId) ?? []
        expect(hosts?.every((code, host) => goesOn(code) || fleet.status[host] === code) ?? true).toBe(true)
        expect(events?.every((code, cell) => isAfter(code, fleet.eventStatus[cell] ?? 0)) ?? true).toBe(true)
        last.set(spec.deploymentId, [fleet.status.slice(), fleet.eventStatus.slice()])
      })
    })
  })
}

/** Counted host by host: those that neither failed, now or before, nor are being updated. */
function healthyOf({ fleet, sides, counts, progress, outOfService }: Deployment): number {
  if (progress !== undefined) return counts.total - counts.failed - counts.inFlight
  const serves = (code: number, host: number) => isServing(code, outOfService.has(host))
  return [...fleet.status.slice(0, sides.receiving)].filter(serves).length
}

const isServing = (code: number, wasOut: boolean) =>
  code === targetCode.Succeeded || (!wasOut && (code === targetCode.Pending || code === targetCode.Skipped))

const goesOn = (code: number) => code <= targetCode.InProgress || code === targetCode.Ready

function recounted(statuses: Uint8Array): FleetStanding {
  const withStatus = (code: number) => statuses.filter((status) => status === code).length
  return {
    total: statuses.length,
    pending: withStatus(targetCode.Pending),
    inProgress: withStatus(targetCode.InProgress),
    ready: withStatus(targetCode.Ready),
    succeeded: withStatus(targetCode.Succeeded),
    failed: withStatus(targetCode.Failed),
    skipped: withStatus(targetCode.Skipped),
  }
}

/** Pending, then in progress, then one of the ends for good. */
function isAfter(before: number, after: number): boolean {
  return before > eventCode.InProgress ? after === before : after >= before
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

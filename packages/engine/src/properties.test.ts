/** What holds in every life of a deployment, whatever happens and in whichever order. */
import { terminalStatuses, type DeploymentEvent } from '@sluice/model'
import fc from 'fast-check'
import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { deploymentAggregate } from './deployment/deployment-aggregate.ts'
import type { Deployment, DeploymentState } from './deployment/deployment-state.ts'
import { event as eventCode, target as targetCode } from './deployment/fleet.ts'
import { summaryOf } from './summary.ts'
import { born, life, live, type Life } from './testing/script.ts'
import type { World } from './testing/world.ts'

const runs = { numRuns: 80 }

/** Plays a life and calls `check` on every deployment after every fact. */
function always(check: (deployment: Deployment, event: DeploymentEvent, of: World, state: DeploymentState) => void) {
  fc.assert(
    fc.property(life, (lived) => {
      const of = born(lived, (fresh) => {
        fresh.onStep = (state, event) => state.deployment && check(state.deployment, event, fresh, state)
      })
      live(of, lived)
    }),
    runs,
  )
}

describe('in every life of a deployment', () => {
  it('the healthy hosts never fall below the minimum, and never more than k run at once', () => {
    let mostRunning = 0
    always(({ counts, minimum }) => {
      mostRunning = Math.max(mostRunning, counts.inFlight)
      expect(counts.inFlight).toBeLessThanOrEqual(Math.max(0, counts.total - minimum))
      if (minimum < counts.total) expect(counts.total - counts.failed - counts.inFlight).toBeGreaterThanOrEqual(minimum)
    })
    expect(mostRunning).toBeGreaterThan(1)
  })

  it('it ends, and nothing stays in flight', () => {
    const endings = new Set<string>()
    fc.assert(
      fc.property(life, (lived) => {
        const of = born(lived)
        live(of, lived)
        for (const state of of.deployments.values()) {
          const { status, deploymentOverview: overview } = summaryOf(state)
          endings.add(status)
          expect(terminalStatuses).toContain(status)
          expect(overview.Pending + overview.InProgress).toBe(0)
        }
        expect(of.outbox.size).toBe(0)
        expect(of.group.active).toBeUndefined()
      }),
      runs,
    )
    expect([...endings].toSorted()).toEqual(['Failed', 'Stopped', 'Succeeded'])
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
    always(({ counts, fleet, steps, leftPartWay, touched, clocks }) => {
      const withStatus = (code: number) => fleet.status.filter((status) => status === code).length
      const recount = {
        total: fleet.size,
        pending: withStatus(targetCode.Pending),
        inFlight: withStatus(targetCode.InProgress),
        succeeded: withStatus(targetCode.Succeeded),
        failed: withStatus(targetCode.Failed),
        skipped: withStatus(targetCode.Skipped),
      }
      expect(counts).toEqual(recount)
      const hostsTouched = Array.from({ length: fleet.size }, (_, host) => fleet.eventStart[host * fleet.width])
      expect(touched).toBe(hostsTouched.filter((start) => start !== 0).length)
      expect(leftPartWay).toBe(
        hostsTouched.filter((start, host) => start !== 0 && fleet.status[host] === targetCode.Skipped).length,
      )
      expect(steps.reduce((sum, step) => sum + step.succeeded + step.failed + step.skipped, 0)).toBe(
        counts.succeeded + counts.failed + counts.skipped,
      )
      expect(clocks.start.count + clocks.waiting.count + clocks.event.count).toBeLessThanOrEqual(counts.inFlight)
    })
  })

  it('an ended host or event never changes again', () => {
    const last = new Map<string, Uint8Array[]>()
    always(({ spec, fleet }, event) => {
      if (event.type === 'DeploymentCreated') last.delete(spec.deploymentId)
      const [hosts, events] = last.get(spec.deploymentId) ?? []
      expect(hosts?.every((code, host) => code <= targetCode.InProgress || fleet.status[host] === code) ?? true).toBe(
        true,
      )
      expect(events?.every((code, cell) => isAfter(code, fleet.eventStatus[cell] ?? 0)) ?? true).toBe(true)
      last.set(spec.deploymentId, [fleet.status.slice(), fleet.eventStatus.slice()])
    })
  })

  it('deciding, reacting and asking what is owed write nothing', () => {
    fc.assert(
      fc.property(life, (lived) => {
        const of = born(lived, (fresh) => {
          fresh.onDecide = (state) => unchanged(state)
          fresh.onStep = (state, event) => {
            const check = unchanged(state)
            deploymentAggregate.react(state, event)
            deploymentAggregate.owed(state, fresh.clock.now())
            summaryOf(state)
            check()
          }
        })
        live(of, lived)
      }),
      { numRuns: 40 },
    )
  })

  it('the same life writes the same log, also when every state is read back from its snapshot after every step', () => {
    fc.assert(
      fc.property(life, (lived) => {
        expect(logOf(lived, true)).toEqual(logOf(lived, false))
      }),
      { numRuns: 40 },
    )
  })

  it('the log alone rebuilds the state', () => {
    fc.assert(
      fc.property(life, (lived) => {
        const of = born(lived)
        live(of, lived)
        const state = of.deployments.get(lived.spec.deploymentId)
        const rebuilt = deploymentAggregate.empty(lived.spec.deploymentId)
        const { log } = of
        const end = log.findIndex((event) => event.type === 'DeploymentEnded')
        for (const event of log.slice(0, end + 1))
          if (event.type !== 'DeploymentAdmitted' && event.type !== 'DeploymentReleased')
            deploymentAggregate.evolve(rebuilt, event)
        expect(rebuilt).toEqual(state)
      }),
      runs,
    )
  })
})

/** Restored states are new objects: what the world holds must be looked up anew. */
function logOf(lived: Life, restarts: boolean) {
  const of = born(lived)
  live(of, lived, restarts)
  return of.log
}

function unchanged(state: DeploymentState): () => void {
  const before = serialize(state)
  return () => expect(serialize(state).equals(before)).toBe(true)
}

/** Pending, then in progress, then one of the ends for good. */
function isAfter(before: number, after: number): boolean {
  return before > eventCode.InProgress ? after === before : after >= before
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

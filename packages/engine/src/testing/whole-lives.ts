/** What holds for a life of a deployment as a whole, whatever happens in it and in whichever order. */
import { DeploymentSummary, DeploymentTarget, isDeploymentEvent, terminalStatuses } from '@sluice/model'
import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { deploymentAggregate } from '../deployment/deployment-aggregate.ts'
import type { Deployment, DeploymentState } from '../deployment/deployment-state.ts'
import { retiredNames } from '../deployment/fleet-commands.ts'
import { cell, event as eventCode, target } from '../deployment/fleet.ts'
import { trafficPlaces } from '../deployment/stage.ts'
import { hostsLetIn } from '../strategies/blue-green/users.ts'
import { summaryOf } from '../summary.ts'
import { targetOf, touchedTargets } from '../target-view.ts'
import { expectSameState } from './same-state.ts'
import { checkMoments, playLives, type MomentCheck } from './lives.ts'
import { born, live, type Life } from './script.ts'

/** One life in six is stopped; of a hundred lives, none is once in thirty million times. */
const enoughForEveryEnding = 100

/** Of one life in twenty-five the way back comes to nothing; of so many, none is once in ten million times. */
const enoughForBothFleets = 400

export function holdsForWholeLives(numRuns: number): void {
  const everyLife = (play: (lived: Life) => void, runs = numRuns) => playLives(runs, play)
  const always = (check: MomentCheck) => checkMoments(numRuns, check)

  describe('in every life of a deployment', () => {
    it('it ends, and nothing stays in flight', () => {
      const endings = new Set<string>()
      everyLife(
        (lived) => {
          const of = born(lived)
          live(of, lived)
          for (const state of of.deployments.values()) {
            const { status, deploymentOverview: overview } = summaryOf(state)
            endings.add(status)
            expect(terminalStatuses).toContain(status)
            expect(overview.Pending + overview.InProgress + overview.Ready).toBe(0)
          }
          expect(of.outbox.size).toBe(0)
          expect(of.group.active).toBeUndefined()
        },
        Math.max(enoughForEveryEnding, numRuns),
      )
      expect([...endings].toSorted()).toEqual(['Failed', 'Stopped', 'Succeeded'])
    })

    it('a way back that nobody stopped leaves users on one fleet', () => {
      const ways = new Set<string>()
      everyLife(
        (lived) => {
          const of = born(lived)
          live(of, lived)
          for (const { deployment } of of.deployments.values()) {
            if (deployment?.progress === undefined || deployment.spec.blueGreen?.kind !== 'trafficBack') continue
            const { progress, standings, stop } = deployment
            if (stop !== undefined || standings.leaving.total === 0) continue
            const isBack = progress.trafficMovedAt !== undefined
            ways.add(isBack ? 'on the originals' : 'on the replacements')
            if (!isBack) expect(hostsLetIn(deployment, progress)).toBe(0)
          }
        },
        Math.max(enoughForBothFleets, numRuns),
      )
      expect([...ways].toSorted()).toEqual(['on the originals', 'on the replacements'])
    })

    it('no replacement that was made stays without users', () => {
      let left = 0
      everyLife(
        (lived) => {
          const of = born(lived)
          live(of, lived)
          for (const { deployment } of of.deployments.values()) {
            if (deployment === undefined || !hasMadeHosts(deployment)) continue
            const back = of.deployments.get(deployment.takenBack?.deploymentId ?? '')?.deployment
            // What it takes back ends with it, unless it came to nothing.
            if (back !== undefined) continue
            const ended = endedBy(deployment)
            for (const host of withoutUsers(deployment)) {
              left += 1
              expect(ended).toContain(deployment.spec.targets[host])
            }
          }
        },
        Math.max(enoughForEveryEnding, numRuns),
      )
      expect(left).toBeGreaterThan(0)
    })

    it('deciding, reacting and asking what is owed write nothing', () => {
      everyLife((lived) => {
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
      })
    })

    it('the same life writes the same log, also when every state is read back from its snapshot after every step', () => {
      everyLife((lived) => {
        expect(logOf(lived, true)).toEqual(logOf(lived, false))
      })
    })

    it('the log alone rebuilds the state', () => {
      everyLife((lived) => {
        const of = born(lived)
        live(of, lived)
        const state = of.deployments.get(lived.spec.deploymentId)
        const rebuilt = deploymentAggregate.empty(lived.spec.deploymentId)
        const { log } = of
        const end = log.findIndex((event) => event.type === 'DeploymentEnded')
        for (const event of log.slice(0, end + 1))
          if (isDeploymentEvent(event)) deploymentAggregate.evolve(rebuilt, event)
        expect(rebuilt).toEqual(state)
      })
    })

    it('every row is valid, and only the rows that a fact touches change', () => {
      everyLife((lived) => {
        const { deploymentId, targets } = lived.spec
        const rows = new Map<number, string>()
        const of = born(lived, (fresh) => {
          fresh.onStep = (state, event) => {
            DeploymentSummary.parse(summaryOf(state))
            if (state.deploymentId !== deploymentId) return
            const row = (place: number) => JSON.stringify(DeploymentTarget.parse(targetOf(state, place)))
            for (const place of touchedTargets(event)) rows.set(place, row(place))
            for (const place of targets.keys())
              if (rows.get(place) !== row(place)) expect(rows.get(place), event.type).toBe(row(place))
          }
        })
        live(of, lived)
      })
    })

    it('a snapshot restores an equal state at every moment', () => {
      always((_, __, ___, state) => {
        expectSameState(deploymentAggregate.restore(deploymentAggregate.snapshot(state)), state)
      })
    })
  })
}

function hasMadeHosts({ spec, progress }: Deployment): boolean {
  return spec.blueGreen?.kind === 'forward' && progress?.provisioning !== undefined
}

function endedBy(deployment: Deployment): string[] {
  const retiring = deployment.progress?.retiring
  return retiring?.terminate ? retiredNames(deployment, retiring) : []
}

/** Places of replacements that failed, or were never let in. */
function withoutUsers({ fleet, sides }: Deployment): number[] {
  return [...Array(sides.receiving).keys()].filter((host) => {
    const isLetIn = fleet.eventStatus[cell(fleet, host, trafficPlaces.allowTraffic)] === eventCode.Succeeded
    return fleet.status[host] === target.Failed || (fleet.status[host] === target.Skipped && !isLetIn)
  })
}

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

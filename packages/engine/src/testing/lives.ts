/** Random lives, played through; and a check after every fact in them. */
import type { DeploymentEvent } from '@sluice/model'
import fc from 'fast-check'
import type { Deployment, DeploymentState } from '../deployment/deployment-state.ts'
import { born, life, live, type Life } from './script.ts'
import type { World } from './world.ts'

export type MomentCheck = (deployment: Deployment, event: DeploymentEvent, of: World, state: DeploymentState) => void

export function playLives(numRuns: number, play: (lived: Life) => void): void {
  fc.assert(fc.property(life, play), { numRuns })
}

/** Calls `check` on every deployment after every fact. */
export function checkMoments(numRuns: number, check: MomentCheck): void {
  playLives(numRuns, (lived) => {
    const of = born(lived, (fresh) => {
      fresh.onStep = (state, event) => state.deployment && check(state.deployment, event, fresh, state)
    })
    live(of, lived)
  })
}

/** Where a deployment stands as seen from its approval: what the page is about now. */
import type { BlueGreenStanding, DeploymentSummary } from '@sluice/model'

export type Stage =
  /** In place: nothing to approve. */
  | 'notBlueGreen'
  /** Sends users back to the originals; it asks nobody. */
  | 'sendsBack'
  /** Provisioning or installing. */
  | 'early'
  /** Somebody must decide. */
  | 'waiting'
  /** Users are being moved. */
  | 'moving'
  /** All users are on the replacement, the originals are kept for now. */
  | 'kept'
  /** Over, or nearly: users are where they will stay. */
  | 'over'

export function stageOf({ blueGreen }: Pick<DeploymentSummary, 'blueGreen'>): Stage {
  if (blueGreen === undefined) return 'notBlueGreen'
  if (blueGreen.kind === 'trafficBack') return 'sendsBack'
  switch (blueGreen.step) {
    case 'provisioning':
    case 'installing':
      return 'early'
    case 'ready':
      return stageOfReady(blueGreen)
    case 'rerouting':
    case 'blocking':
      return 'moving'
    case 'terminationWait':
      return 'kept'
    case 'retiring':
    case 'ended':
      return 'over'
  }
}

/** The decision may be known before the step that follows from it. */
function stageOfReady({ ready }: BlueGreenStanding): Stage {
  if (ready?.ended === undefined) return 'waiting'
  return ready.ended.how === 'stopped' ? 'over' : 'moving'
}

/** A host to compare a failed one with: it passed the same event, best in the same wave and nearest to it in the order. */
import type { DeploymentTarget, LifecycleEventName } from '@sluice/model'
import { hasPassed } from '../../queries/has-passed.ts'

export function goodHost(
  targets: readonly DeploymentTarget[],
  failed: DeploymentTarget,
  event: LifecycleEventName,
): DeploymentTarget | undefined {
  const awayFrom = (target: DeploymentTarget): number =>
    Math.abs(target.index - failed.index) +
    (target.wave === failed.wave ? 0 : targets.length) +
    (target.instanceLabel === failed.instanceLabel ? 0 : 2 * targets.length)
  let best: { target: DeploymentTarget; away: number } | undefined
  for (const target of targets) {
    if (target.targetId === failed.targetId || !hasPassed(target, event)) continue
    const away = awayFrom(target)
    if (best === undefined || away < best.away) best = { target, away }
  }
  return best?.target
}

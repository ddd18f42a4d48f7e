/**
 * Whose scripts the events of a host run: those before the download belong to what was installed there before. Source: facts
 * section 2.3; the agent decides by the same rule.
 */
import type { ServerAppSpec } from '@sluice/appspec'
import type { DeploymentSummary } from '@sluice/model'
import { lookedUpBefore } from '../../deployments/failures/previous-revisions.ts'
import { revisionOf, storedBundle } from '../../deployments/failures/stored-bundles.ts'
import { installedFiles } from '../../deployments/plan-deployment/review/installed-files.ts'
import type { Ports } from '../../ports.ts'

export interface ScriptSource {
  deployment: Pick<DeploymentSummary, 'deploymentId' | 'revisionName'>
  /** Absent when its bundle is not stored any more. */
  hooks?: ServerAppSpec['hooks']
}

export interface ScriptSources {
  own: ScriptSource
  /** Absent when nothing of this group was installed on the host before. */
  previous?: ScriptSource
  /** None was found, but not everything was looked at. */
  isPreviousNotKnown?: true
}

type Needs = Pick<Ports, 'store' | 'bundles'>

export async function scriptSources(
  ports: Needs,
  deployment: DeploymentSummary,
  targetId: string,
): Promise<ScriptSources> {
  const { deployment: before, isKnown } = await lookedUpBefore(ports.store, deployment, targetId)
  const [own, previous] = await Promise.all([sourceOf(ports, deployment), before && sourceOf(ports, before)])
  return { own, ...(previous && { previous }), ...(!isKnown && { isPreviousNotKnown: true }) }
}

async function sourceOf(ports: Needs, deployment: DeploymentSummary): Promise<ScriptSource> {
  const bundle = await storedBundle(ports, deployment.accountId, revisionOf(deployment))
  const installed = bundle && (await installedFiles(ports.bundles, bundle))
  return { deployment, ...(installed && { hooks: installed.appSpec.hooks }) }
}

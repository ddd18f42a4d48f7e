/** How the two sides' revisions are called on the page. */
import type { DeploymentSummary } from '@sluice/model'
import type { Revisions } from '../../components/deadline.ts'
import type { Approval } from './gate.ts'

export function revisionsOf(deployment: DeploymentSummary, approval: Approval | undefined): Revisions {
  const { original, replacement } = approval?.evidence ?? {}
  return {
    original: original?.revisionName ?? deployment.previousRevisionName ?? 'what ran before',
    replacement: replacement?.revisionName ?? deployment.revisionName,
  }
}

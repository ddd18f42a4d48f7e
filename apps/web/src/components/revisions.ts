/** How the two fleets' revisions are called, wherever a page speaks of both. */
import type { ApprovalEvidence, DeploymentSummary } from '@sluice/model'
import type { Revisions } from './deadline.ts'

/** Evidence knows best what the fleets run; without it the deployment says what it replaces. */
export function revisionsOf(deployment: DeploymentSummary, evidence?: ApprovalEvidence): Revisions {
  const { blueGreen, previousRevisionName, revisionName } = deployment
  const hasOriginals = (blueGreen?.original.total ?? 0) > 0
  return {
    original: hasOriginals ? (evidence?.original.revisionName ?? previousRevisionName ?? 'the originals') : undefined,
    replacement: evidence?.replacement.revisionName ?? revisionName,
  }
}

/** Where the original's name must be there. */
export const originalName = ({ original }: Revisions): string => original ?? 'nothing'

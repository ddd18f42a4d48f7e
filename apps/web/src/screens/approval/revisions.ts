/** How the two sides' revisions are called on the page. */
import type { DeploymentSummary } from '@sluice/model'
import type { Revisions } from '../../components/deadline.ts'
import type { Approval } from './gate.ts'

export function revisionsOf(deployment: DeploymentSummary, approval: Approval | undefined): Revisions {
  const { original, replacement } = approval?.evidence ?? {}
  const { blueGreen, previousRevisionName, revisionName } = deployment
  const hasOriginals = (blueGreen?.original.total ?? 0) > 0
  return {
    original: hasOriginals ? (original?.revisionName ?? previousRevisionName ?? 'the originals') : undefined,
    replacement: replacement?.revisionName ?? revisionName,
  }
}

/** Where the original's name must be there. */
export const originalName = ({ original }: Revisions): string => original ?? 'nothing'

/** What a search in the history looks in: small letters, so that capitals make no difference. */
import type { DeploymentSummary } from '@sluice/model'

type Worded = Pick<DeploymentSummary, 'deploymentId' | 'revisionName' | 'description'>

export const deploymentWords = ({ deploymentId, revisionName, description = '' }: Worded): string =>
  `${deploymentId} ${revisionName} ${description}`.toLowerCase()

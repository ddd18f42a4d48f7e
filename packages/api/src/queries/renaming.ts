/**
 * Neither an application nor a group takes a new name while a deployment runs there: it holds the names it was made with. Its
 * scripts are told them, and a rollback that it starts would bear them for ever.
 */
import { refuse } from '@sluice/model'

export interface Running {
  deploymentId: string
  /** Where it runs, as people call it. */
  where: string
}

export function refuseRenaming(running: Running | undefined, what: 'application' | 'group', field: string): void {
  if (running === undefined) return
  const message = whyNotRenamed(running, what)
  refuse('DeploymentGroupBusy', message, [{ field, rule: 'busy', message }])
}

export const whyNotRenamed = ({ deploymentId, where }: Running, what: 'application' | 'group'): string =>
  `Deployment ${deploymentId} runs in ${where}, and its scripts and its rollback know the name it began with: stop it or wait for its end, then rename the ${what}.`

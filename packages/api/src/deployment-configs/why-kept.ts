/** Why a configuration may not be deleted: for the operation that refuses, and for the page that says so before. */
import { isPredefinedConfig, refusal, type DeploymentGroup, type Refusal } from '@sluice/model'
import { groupPath } from '../queries/target-group-use.ts'

const mostNamed = 5

export function whyKept(name: string, users: readonly DeploymentGroup[]): Refusal | undefined {
  if (isPredefinedConfig(name))
    return refusal(
      'InvalidOperationException',
      `${name} is predefined and always there: only configurations of your own can be deleted.`,
    )
  if (users.length === 0) return undefined
  const named = users.slice(0, mostNamed).map(groupPath).join(', ')
  const more = users.length > mostNamed ? ` and ${users.length - mostNamed} more` : ''
  const [those, deploy] = users.length === 1 ? ['group', 'deploys'] : ['groups', 'deploy']
  return refusal(
    'DeploymentConfigInUseException',
    `The deployment ${those} ${named}${more} ${deploy} with ${name}: choose another configuration there, then delete this one.`,
  )
}

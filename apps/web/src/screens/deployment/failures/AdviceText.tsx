/** What a failure means, what to look at, what to do; and the places in the product where that is done. */
import type { Advice, AdvicePlace, DeploymentSummary } from '@sluice/model'
import { Link, useSearchParams } from 'react-router'
import { paths } from '../../../paths.ts'

export type AdvisedDeployment = Pick<
  DeploymentSummary,
  'deploymentId' | 'applicationName' | 'deploymentGroupName' | 'targetGroupNames'
>

interface AdviceTextProps {
  advice: Advice
  deployment: AdvisedDeployment
}

export function AdviceText({ advice, deployment }: AdviceTextProps) {
  const [params] = useSearchParams()
  const places = advice.places.filter((place) => place !== 'traffic' || (deployment.targetGroupNames ?? []).length > 0)
  return (
    <>
      <dl className="grid gap-x-3 gap-y-1 sm:grid-cols-[88px_minmax(0,1fr)]">
        <dt className="text-muted">It means</dt>
        <dd>{advice.meaning}</dd>
        <dt className="text-muted">Look at</dt>
        <dd>{advice.look}</dd>
        <dt className="text-muted">Then</dt>
        <dd>{advice.act}</dd>
      </dl>
      {places.length > 0 && (
        <ul aria-label="Where to go" className="mt-1.5 flex flex-wrap gap-x-4">
          {places.map((place) => (
            <li key={place}>
              <Link className="link inline-flex min-h-6 items-center" to={pathTo(place, deployment, params, advice)}>
                {placeNames[place]}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const placeNames: Record<AdvicePlace, string> = {
  logs: 'Log',
  plan: 'Plan',
  changes: 'What changed',
  events: 'Events',
  traffic: 'Traffic',
  instances: 'Instances',
  group: 'Deployment group',
  editGroup: 'Settings of the group',
  revisions: 'Revisions',
  configurations: 'Configurations',
  loadBalancers: 'Load balancers',
  redeploy: 'Redeploy',
}

function pathTo(
  place: AdvicePlace,
  deployment: AdvisedDeployment,
  params: URLSearchParams,
  { ignoresStopFailures }: Advice,
): string {
  const { deploymentId, applicationName, deploymentGroupName } = deployment
  switch (place) {
    case 'logs':
    case 'plan':
    case 'changes':
    case 'events':
    case 'traffic':
      return `${paths.deployment(deploymentId, place)}?${params.toString()}`
    case 'instances':
      return paths.instances()
    case 'group':
      return paths.group(applicationName, deploymentGroupName)
    case 'editGroup':
      return paths.editGroup(applicationName, deploymentGroupName)
    case 'revisions':
      return paths.revisions(applicationName)
    case 'configurations':
      return paths.configurations()
    case 'loadBalancers':
      return paths.loadBalancers()
    case 'redeploy':
      return paths.newDeployment({
        from: deploymentId,
        ...(ignoresStopFailures && { ignoreStopFailures: 'true' }),
      })
  }
}

/** What a group is set to do with traffic: rows of its settings. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { originalsWords, policyWords, readyOptionWords } from '../../components/blue-green-settings.ts'
import { paths } from '../../paths.ts'

export function TrafficSettings({ info }: { info: DeploymentGroupInfo }) {
  const targetGroups = info.loadBalancerInfo?.targetGroupInfoList ?? []
  const settings = info.blueGreenDeploymentConfiguration
  const isCopied = settings?.greenFleetProvisioningOption.action === 'COPY_AUTO_SCALING_GROUP'
  return (
    <>
      <dt className="text-muted">Traffic</dt>
      <dd>
        {targetGroups.length === 0 ? (
          <>
            no load balancer: hosts are changed while they serve.{' '}
            <Link className="link" to={paths.loadBalancers()}>
              Load balancers
            </Link>
          </>
        ) : (
          targetGroups.map(({ name }) => name).join(', ')
        )}
      </dd>
      {info.deploymentStyle.deploymentType === 'BLUE_GREEN' && settings !== undefined && (
        <>
          <dt className="text-muted">Replacement</dt>
          <dd>{isCopied ? `copies of ${info.autoScalingGroups.join(', ')}` : 'hosts chosen at each deployment'}</dd>
          <dt className="text-muted">Users move</dt>
          <dd>{readyOptionWords(settings)}</dd>
          <dt className="text-muted">Originals</dt>
          <dd>{originalsWords(settings)}</dd>
          <dt className="text-muted">Approval</dt>
          <dd>{policyWords(info.approvalPolicy)}</dd>
        </>
      )}
    </>
  )
}

/** How the group is deployed to, each setting with what it means. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { failedNewHostsMeans, laterHostsPolicy, newHostsMeans, outdatedInstancesMeans } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { typeWords } from '../../components/blue-green-settings.ts'
import { ConfigName } from '../../components/ConfigName.tsx'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Time } from '../../ui/Time.tsx'
import { TrafficSettings } from './TrafficSettings.tsx'

export function GroupSettings({ info }: { info: DeploymentGroupInfo }) {
  return (
    <Card title="Settings">
      <dl className="grid grid-cols-[minmax(5rem,9rem)_minmax(0,1fr)] gap-x-3 gap-y-2 [overflow-wrap:anywhere]">
        <dt className="text-muted">Configuration</dt>
        <dd>
          <Link className="link" to={paths.configuration(info.deploymentConfigName)}>
            <ConfigName name={info.deploymentConfigName} />
          </Link>
          <ConfigMeans info={info} />
        </dd>
        <dt className="text-muted">Type</dt>
        <dd>{typeWords(info)}</dd>
        <TrafficSettings info={info} />
        <dt className="text-muted">On failure</dt>
        <dd>{onFailure(info)}</dd>
        {info.deploymentStyle.deploymentType === 'IN_PLACE' && <LaterHosts info={info} />}
        <dt className="text-muted">Created</dt>
        <dd>
          <Time at={info.createTime} /> by {info.createdBy}
        </dd>
        <dt className="text-muted">Id on hosts</dt>
        <dd className="mono min-w-0 break-all">
          {info.deploymentGroupId} <CopyButton text={info.deploymentGroupId} what="group id" />
        </dd>
      </dl>
    </Card>
  )
}

function LaterHosts({ info }: { info: DeploymentGroupInfo }) {
  const { newHosts, outdatedInstancesStrategy, failedNewHosts } = laterHostsPolicy(info)
  return (
    <>
      <dt className="text-muted">New hosts</dt>
      <dd>{newHostsMeans[newHosts]}</dd>
      {newHosts === 'automatic' && (
        <>
          <dt className="text-muted">New hosts that fail</dt>
          <dd>{failedNewHostsMeans[failedNewHosts]}</dd>
        </>
      )}
      <dt className="text-muted">During a deployment</dt>
      <dd>{outdatedInstancesMeans[outdatedInstancesStrategy]}</dd>
    </>
  )
}

/** For as many hosts as there are now; of another number the configuration's page tells. */
function ConfigMeans({ info }: { info: DeploymentGroupInfo }) {
  const fleetSize = info.matchingInstances.length
  const { data } = useQuery({
    ...op('previewDeploymentConfig', { deploymentConfigName: info.deploymentConfigName, fleetSize }),
    enabled: fleetSize > 0,
  })
  if (data === undefined) return null
  return data.zonalConfig === undefined ? <Means {...data.preview} /> : <ZonesMean info={info} />
}

/** By zones it depends on which hosts are in which zone, so it is the plan of these hosts. */
function ZonesMean({ info: { applicationName, deploymentGroupName } }: { info: DeploymentGroupInfo }) {
  const { data } = useQuery(op('planDeployment', { applicationName, deploymentGroupName }))
  return data === undefined ? null : <Means {...data.plan} />
}

interface Meaning {
  failsAtOnce?: object | undefined
  sentence: string
  wayOut?: string | undefined
}

function Means({ failsAtOnce, sentence, wayOut }: Meaning) {
  return (
    <span className={failsAtOnce === undefined ? 'block text-sm text-muted' : 'block text-sm text-failed-text'}>
      {failsAtOnce !== undefined && '✕ '}
      {sentence} {wayOut}
    </span>
  )
}

function onFailure({ autoRollbackConfiguration: rollback }: DeploymentGroupInfo): string {
  if (rollback?.enabled !== true) return 'is left for a person: hosts stay as the failure left them'
  const when = rollback.events.map((event) => eventWords[event]).join(' or ')
  return `rolls back by itself when ${when}: a new deployment of what succeeded last`
}

const eventWords = {
  DEPLOYMENT_FAILURE: 'a deployment fails',
  DEPLOYMENT_STOP_ON_ALARM: 'an alarm stops it',
  DEPLOYMENT_STOP_ON_REQUEST: 'somebody stops it',
} as const

/** What was asked: the settings that this deployment was created with. They never change. */
import type { DeploymentSummary, FileExistsBehavior, MinimumHealthyHosts } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../../../paths.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { TrafficRows } from './TrafficRows.tsx'
import { Row } from './Row.tsx'
import { Time } from '../../../ui/Time.tsx'

const filesWords: Record<FileExistsBehavior, string> = {
  DISALLOW: 'Fail that host; nothing is removed before this is known',
  OVERWRITE: 'Overwrite them',
  RETAIN: 'Keep them',
}

export function ConfigPanel({ deployment }: { deployment: DeploymentSummary }) {
  const { applicationName, deploymentGroupName, revision, revisionSha256, autoRollbackConfiguration } = deployment
  return (
    <dl className="overflow-y-auto px-3.5 py-1">
      <Row name="Application">
        <Link className="link" to={paths.application(applicationName)}>
          {applicationName}
        </Link>
      </Row>
      <Row name="Deployment group">
        <Link className="link" to={paths.group(applicationName, deploymentGroupName)}>
          {deploymentGroupName}
        </Link>
      </Row>
      <Row name="Revision">
        <span className="mono">{deployment.revisionName}</span>
        <div className="mono break-all text-muted">
          s3://{revision.s3Location.bucket}/{revision.s3Location.key}
        </div>
      </Row>
      <Row name="SHA-256">
        <span className="mono break-all">{revisionSha256}</span> <CopyButton text={revisionSha256} what="SHA-256" />
      </Row>
      <Row name="Deployment configuration">
        {deployment.deploymentConfigName}
        <div className="text-xs text-muted">{minimumWords(deployment.minimumHealthyHosts)}</div>
        {deployment.zones !== undefined && (
          <div className="text-xs text-muted">one zone after the other, by the tag {deployment.zones.zoneTag}</div>
        )}
      </Row>
      {deployment.narrowed !== undefined && <Row name="Which hosts">{narrowedWords(deployment.narrowed)}</Row>}
      <TrafficRows deployment={deployment} />
      <Row name="Files that are already there">{filesWords[deployment.fileExistsBehavior]}</Row>
      <Row name="When ApplicationStop fails">
        {deployment.ignoreApplicationStopFailures ? 'Go on with that host' : 'That host fails'}
      </Row>
      <Row name="Roll back by itself">
        {autoRollbackConfiguration?.enabled === true
          ? autoRollbackConfiguration.events.map((event) => rollbackWords[event] ?? event).join(', ')
          : 'No'}
      </Row>
      {deployment.errorInformation !== undefined && (
        <Row name="Ended with">
          <span className="mono">{deployment.errorInformation.code}</span>
          <div className="text-xs text-muted">{deployment.errorInformation.message}</div>
        </Row>
      )}
      <Row name="Started">
        by {deployment.startedBy}, <Time at={deployment.createTime} style="full" />
      </Row>
      {deployment.description !== undefined && <Row name="Description">{deployment.description}</Row>}
    </dl>
  )
}

const rollbackWords: Record<string, string> = {
  DEPLOYMENT_FAILURE: 'when it fails',
  DEPLOYMENT_STOP_ON_ALARM: 'when an alarm stops it',
  DEPLOYMENT_STOP_ON_REQUEST: 'when somebody stops it',
}

function narrowedWords({ by, leftOut }: NonNullable<DeploymentSummary['narrowed']>): string {
  const who = by === 'onlyTargets' ? 'Only those that were named' : 'Only those that were outdated'
  return leftOut === 0
    ? `${who}: all of the group`
    : `${who}; ${leftOut.toLocaleString('en')} of the group took no part`
}

function minimumWords({ type, value }: MinimumHealthyHosts): string {
  switch (type) {
    case 'HOST_COUNT':
      return `at least ${value} ${value === 1 ? 'host' : 'hosts'} must stay healthy`
    case 'FLEET_PERCENT':
      return `at least ${value} % of the hosts must stay healthy`
    case 'MOST_CONCURRENCY':
      return 'one host at a time'
  }
}

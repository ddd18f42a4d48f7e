/** The settings about load balancers and blue/green: those of this deployment, and the group's approval policy as it is now. */
import type { BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { minuteWords, policyWords } from '../../../components/blue-green-settings.ts'
import { paths } from '../../../paths.ts'
import { op } from '../../../query/op.ts'
import { Row } from './Row.tsx'

export function TrafficRows({ deployment }: { deployment: DeploymentSummary }) {
  const { targetGroupNames = [], blueGreen } = deployment
  if (targetGroupNames.length === 0 && blueGreen === undefined) return null
  return (
    <>
      <Row name="Target groups">
        {targetGroupNames.join(', ')}
        <div className="text-xs text-muted">
          <Link className="link" to={paths.loadBalancers()}>
            Load balancers
          </Link>
        </div>
      </Row>
      {blueGreen?.kind === 'forward' && <BlueGreenRows deployment={deployment} standing={blueGreen} />}
      {blueGreen?.kind === 'trafficBack' && <Row name="Type">Users go back to the originals; nothing is installed</Row>}
    </>
  )
}

function BlueGreenRows({ deployment, standing }: { deployment: DeploymentSummary; standing: BlueGreenStanding }) {
  const { applicationName, deploymentGroupName } = deployment
  const group = useQuery(op('getDeploymentGroup', { applicationName, deploymentGroupName }))
  const info = group.data?.deploymentGroupInfo
  const { originals, isProvisioned } = standing
  return (
    <>
      <Row name="Type">Blue/green</Row>
      <Row name="Replacement hosts">
        {isProvisioned ? 'Made for this deployment' : 'Hosts that were there already'}
        {isProvisioned && info !== undefined && info.autoScalingGroups.length > 0 && (
          <div className="text-xs text-muted">as a copy of {info.autoScalingGroups.join(', ')}</div>
        )}
      </Row>
      <Row name="When users are moved">{readyWords(standing)}</Row>
      <Row name="Originals afterwards">
        {originals.action === 'TERMINATE'
          ? `End ${minuteWords(originals.waitMinutes)} after the last user was moved`
          : 'Live on, deregistered from the load balancer'}
        {originals.notTerminated !== undefined && (
          <div className="text-xs text-ready-text">◆ {originals.notTerminated}</div>
        )}
      </Row>
      {info !== undefined && <Row name="Approval">{policyWords(info.approvalPolicy)}</Row>}
    </>
  )
}

/** Of a deployment that has not come there yet it is not known; its plan says it. */
function readyWords({ ready, step }: BlueGreenStanding): string {
  if (ready === undefined)
    return step === 'provisioning' || step === 'installing'
      ? 'After the installation'
      : 'At once after the installation'
  const atItsEnd = ready.atItsEnd === 'STOP_DEPLOYMENT' ? 'stops' : 'goes on by itself'
  const length = ready.until === undefined ? undefined : (Date.parse(ready.until) - Date.parse(ready.since)) / 60_000
  return length === undefined
    ? 'When somebody says so'
    : `When somebody says so; after ${minuteWords(length)} the deployment ${atItsEnd}`
}

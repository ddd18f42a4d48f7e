/** What a group is told of its hosts at the end of a deployment is what became of them. */
import type { HostResults } from '@sluice/model'
import { hold } from './broken.ts'
import type { DeploymentRecord, HostRecord } from './deployment-record.ts'

/** A host that was started and did not succeed has failed, also when a stop left it part-way. Where users only go back nothing is installed. */
export function checkResults({ spec, hosts, gone }: DeploymentRecord, told: HostResults | undefined): void {
  const { deploymentId, targets, blueGreen, revision } = spec
  const installed = blueGreen?.kind === 'trafficBack' ? 0 : (blueGreen?.receiving ?? targets.length)
  const names = (isAmong: (host: HostRecord) => boolean) =>
    targets.slice(0, installed).filter((_, place) => hosts[place] !== undefined && isAmong(hosts[place]))
  const succeeded = names(({ status }) => status === 'Succeeded')
  const failed = names(({ status, granted }) => status === 'Failed' || (status === 'Skipped' && granted.length > 0))
  const given = told && [told.succeeded, told.failed, told.gone ?? []].map(sorted).join(' / ')
  const counted = [succeeded, failed, gone].map(sorted).join(' / ')
  hold(
    'a group knows how its hosts stand',
    (given ?? nobody) === counted,
    () => `${deploymentId}: ${given}, by the facts ${counted}`,
  )
  hold(
    'a group knows what its hosts run',
    told === undefined || (told.revision.sha256 === revision.sha256 && told.revision.name === revision.name),
    () => `${deploymentId} of ${revision.name}: ${told?.revision.name}`,
  )
}

const sorted = (names: readonly string[]): string => names.toSorted().join()
const nobody = ' /  / '

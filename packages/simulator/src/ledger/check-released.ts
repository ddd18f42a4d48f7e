/** What the end of a deployment means for its group: the last successful revision, and the rollback that takes its place. */
import type { GroupEvent } from '@sluice/model'
import { hold } from './broken.ts'
import type { DeploymentRecord } from './deployment-record.ts'

export type Released = Extract<GroupEvent, { type: 'DeploymentReleased' }>

export function checkReleased(
  record: DeploymentRecord,
  { lastSuccessful }: Released,
  admitted: readonly string[],
): void {
  const { spec, status, trafficMoved, end } = record
  const id = spec.deploymentId
  const serves = status === 'Succeeded' || trafficMoved
  const isSet = lastSuccessful !== undefined
  hold('only what serves is the last successful', serves || !isSet, () => `${id} is ${status}`)
  const isWhole = spec.blueGreen === undefined && spec.narrowed === undefined
  hold('what succeeded is the last successful', isSet || !isWhole || status !== 'Succeeded', () => id)
  const promised = end?.rollback?.deploymentId
  const isKept = promised === undefined || admitted.includes(promised)
  hold('a rollback that was promised is started', isKept, () => `${promised} takes back ${id} and was not admitted`)
}

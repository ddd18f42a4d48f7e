/** What it means for the group that a deployment is for a part of it. */
import type { DeploymentSummary, Narrowed, Revision } from '@sluice/model'

export interface Part {
  narrowed: Narrowed
  /** How many hosts are meant. */
  hosts: number
  wanted: Revision | undefined
  /** What succeeded last in the whole group. */
  runs: DeploymentSummary | undefined
}

export function narrowedSentence({ narrowed: { by, leftOut, othersRunIt }, hosts, wanted, runs }: Part): string {
  const lead =
    by === 'updateOutdatedInstancesOnly'
      ? outdated(hosts, leftOut, runs?.revisionName)
      : `${counted(hosts)} of ${hosts + leftOut}.`
  if (leftOut === 0 || wanted === undefined || wanted.sha256 === runs?.revisionSha256) return lead
  if (othersRunIt) return `${lead} The others run ${wanted.name} already: when these do too, it is what the group runs.`
  const stays = runs === undefined ? 'Nothing counts as what the group runs' : `The group stays on ${runs.revisionName}`
  return `${lead} ${stays} until all its hosts run ${wanted.name}: a rollback and hosts that come later get ${runs === undefined ? 'nothing' : runs.revisionName}.`
}

function outdated(hosts: number, leftOut: number, current: string | undefined): string {
  if (current === undefined) return 'Nothing has succeeded in this group yet, so every host counts as outdated.'
  if (hosts === 0) return `No host is outdated: all ${leftOut} are on ${current}.`
  return `${counted(hosts)} of ${hosts + leftOut} ${hosts === 1 ? 'is' : 'are'} not on ${current}, the last revision that succeeded here.`
}

const counted = (hosts: number): string => `${hosts.toLocaleString('en')} ${hosts === 1 ? 'host' : 'hosts'}`

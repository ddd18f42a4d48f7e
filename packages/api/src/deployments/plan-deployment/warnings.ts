/** What a careful colleague would say before the start. Nothing here forbids anything. */
import type { DeploymentSummary, Revision } from '@sluice/model'
import type { HostRevision } from '../../queries/host-revisions.ts'
import type { Fleets } from '../blue-green/fleets.ts'
import type { PlannedHost } from './planned-hosts.ts'

export interface Situation {
  hosts: readonly PlannedHost[]
  wanted: Revision | undefined
  lastSuccessful: DeploymentSummary | undefined
  active: DeploymentSummary | undefined
  /** In place: what each host runs. */
  revisions?: ReadonlyMap<string, HostRevision> | undefined
  /** Blue/green only. */
  fleets?: Fleets | undefined
}

export function warningsOf({ hosts, wanted, lastSuccessful, active, revisions, fleets }: Situation): string[] {
  return [
    active && `${active.deploymentId} is running in this group: wait for its end or stop it first.`,
    ...(fleets ? fleetWarnings(fleets) : []),
    hosts.length === 0 && 'No registered host has the tags of this group.',
    ...hosts
      .filter((host) => !host.connected && !host.isProvisioned)
      .map((host) => `${host.instanceName} is not connected.`),
    wanted && revisions && runsAlready(wanted, hosts, revisions),
    wanted &&
      revisions === undefined &&
      wanted.sha256 === lastSuccessful?.revisionSha256 &&
      `${wanted.name} runs here already, since ${lastSuccessful.deploymentId}.`,
    !lastSuccessful && 'Nothing has succeeded in this group yet, so there is nothing to roll back to.',
  ].filter((warning) => typeof warning === 'string')
}

/** Of the hosts of this plan, whatever the rest of the group runs. */
function runsAlready(
  { name, sha256 }: Revision,
  hosts: readonly PlannedHost[],
  revisions: ReadonlyMap<string, HostRevision>,
): string | undefined {
  const running = hosts
    .map(({ instanceName }) => revisions.get(instanceName))
    .flatMap((host) => (host?.partWay === undefined && host?.runs?.revisionSha256 === sha256 ? [host.runs] : []))
  if (running.length === 0) return undefined
  if (running.length < hosts.length)
    return `${running.length.toLocaleString('en')} of ${hosts.length.toLocaleString('en')} hosts ${running.length === 1 ? 'has' : 'have'} ${name} already: it is installed there once more.`
  const newest = running.reduce((a, b) => (b.createTime > a.createTime ? b : a))
  return `${name} runs here already, since ${newest.deploymentId}.`
}

function fleetWarnings({ originals, replacements }: Fleets): string[] {
  const [before, after] = [originals.length, replacements.length]
  if (before === 0 || before === after) return []
  const word = after < before ? 'smaller' : 'larger'
  return [
    `The replacement fleet is ${word} than the original one: ${after} ${after === 1 ? 'host' : 'hosts'} instead of ${before}.`,
  ]
}

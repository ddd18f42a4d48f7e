/**
 * What a plan was made of, as a hash: whoever starts with it starts what was shown, or learns what changed since. Each part has
 * its own, so that a refusal can name it. Whether hosts are heard is not in it: that changes nothing of what would be done.
 */
import { createHash } from 'node:crypto'
import { refuse, type BlueGreenSpec, type DeploymentConfigInfo, type ZonesSpec } from '@sluice/model'

export interface Planned {
  /** In the order they are taken. */
  targets: readonly string[]
  config: Pick<DeploymentConfigInfo, 'deploymentConfigName' | 'minimumHealthyHosts'>
  sha256: string
  blueGreen?: BlueGreenSpec | undefined
  zones?: ZonesSpec | undefined
}

const partNames = ['hosts', 'configuration', 'revision', 'fleets'] as const

export function seenOfPlan({ targets, config, sha256, blueGreen, zones }: Planned): string {
  const parts: Record<(typeof partNames)[number], unknown> = {
    hosts: zones === undefined ? targets : [targets, zones],
    configuration: [config.deploymentConfigName, config.minimumHealthyHosts],
    revision: sha256,
    fleets: blueGreen ?? null,
  }
  return partNames.map((name) => hash(parts[name])).join('-')
}

export function refuseUnlikeShown(seen: string | undefined, now: Planned): void {
  if (seen === undefined) return
  const [before, after] = [seen.split('-'), seenOfPlan(now).split('-')]
  const changed = partNames.find((_, at) => before[at] !== after[at])
  if (changed === undefined) return
  refuse('StateChanged', `${sentences[changed](now)} Look at the plan again, then start.`)
}

const sentences: Record<(typeof partNames)[number], (now: Planned) => string> = {
  hosts: ({ targets }) =>
    `The hosts of the group changed since the plan was shown: ${targets.length} ${targets.length === 1 ? 'is' : 'are'} chosen now.`,
  configuration: ({ config }) =>
    `The configuration changed since the plan was shown: it is ${config.deploymentConfigName} now.`,
  revision: () => 'The bundle of the revision changed since the plan was shown.',
  fleets: () => 'What happens between the fleets changed since the plan was shown.',
}

const hash = (part: unknown): string => createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 16)

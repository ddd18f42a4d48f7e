/** Blue/green with hosts that are there already: which of them are the replacement, as somebody types it. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import type { TagFilter } from '@sluice/model'

/** Only such a group is told at each deployment; the others make their hosts, or deploy to those they have. */
export function choosesReplacement(info: DeploymentGroupInfo | undefined): boolean {
  if (info?.deploymentStyle?.deploymentType !== 'BLUE_GREEN') return false
  return info.blueGreenDeploymentConfiguration?.greenFleetProvisioningOption.action !== 'COPY_AUTO_SCALING_GROUP'
}

/** `fleet=green rack =blue`: key and value, a key with any value, a value of any key. A host needs to match one of them. */
export function tagFiltersIn(text: string): TagFilter[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '=')
    .map((word) => {
      const at = word.indexOf('=')
      if (at < 0) return { Type: 'KEY_ONLY', Key: word }
      const [Key, Value] = [word.slice(0, at), word.slice(at + 1)]
      return Key === '' ? { Type: 'VALUE_ONLY', Value } : { Type: 'KEY_AND_VALUE', Key, Value }
    })
}

/** For plan and creation; nothing where it is not asked for. */
export function targetInstancesOf(info: DeploymentGroupInfo | undefined, text: string) {
  const tagFilters = tagFiltersIn(text)
  if (!choosesReplacement(info) || tagFilters.length === 0) return {}
  return { targetInstances: { tagFilters, autoScalingGroups: [] } }
}

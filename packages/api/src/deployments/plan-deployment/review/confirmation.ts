/** Whether a start needs the group’s name typed: friction follows what would change at once for users. */
import { tagGroupsOf, type DeploymentGroup, type Plan } from '@sluice/model'
import { forwardSpec, type Fleets } from '../../blue-green/fleets.ts'
import type { StartConfirmation } from './schemas.ts'

export function startConfirmation(
  group: DeploymentGroup,
  plan: Plan,
  fleets: Fleets | undefined,
): StartConfirmation | undefined {
  const sign = productionSign(group)
  if (sign === undefined || plan.failsAtOnce !== undefined) return undefined
  const blast = fleets === undefined ? inPlace(plan) : blueGreen(group, fleets)
  return blast === undefined ? undefined : { typed: group.deploymentGroupName, why: `${sign}, and ${blast}.` }
}

/** A single host can go in no other way. */
function inPlace({ total, parallel }: Plan): string | undefined {
  return total > 1 && parallel >= total ? `all ${total} hosts go at once` : undefined
}

function blueGreen(group: DeploymentGroup, fleets: Fleets): string | undefined {
  if (fleets.originals.length === 0 || forwardSpec(group, fleets).readyWait !== undefined) return undefined
  return 'all users are moved at once, without anybody being asked'
}

/** Why it is taken for production: its name, or a tag that chooses its hosts. */
function productionSign(group: DeploymentGroup): string | undefined {
  if (saysProduction(group.deploymentGroupName)) return 'This group is production by its name'
  const tag = tagGroupsOf(group)
    .flat(2)
    .find(({ Key = '', Value = '' }) => saysProduction(Key) || saysProduction(Value))
  if (tag === undefined) return undefined
  return `This group is production by its tag ${[tag.Key, tag.Value].filter((part) => part !== undefined).join('=')}`
}

/** As a word of its own: `prod-eu` and `live_prod` say it, `product` and `nonprod` do not. */
const saysProduction = (text: string): boolean => /(^|[^a-z0-9])(prod|production|prd)([^a-z]|$)/i.test(text)

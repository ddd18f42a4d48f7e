/** What narrows a deployment, in `createDeployment` and `planDeployment` alike. Browser-safe. */
import { Name, limits } from '@sluice/model'
import { z } from 'zod'

export const narrowingFields = {
  /** Ours: only these hosts of the group, which are its hosts then. */
  onlyTargets: z.array(Name).min(1, 'must name at least one host').max(limits.hostsPerDeployment).optional(),
  /** Only hosts that are not on the last successful revision of the group. */
  updateOutdatedInstancesOnly: z.boolean().optional(),
}

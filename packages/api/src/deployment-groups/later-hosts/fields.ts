/** What happens to hosts that begin to match a group later, in `createDeploymentGroup` and `updateDeploymentGroup` alike. Browser-safe. */
import { FailedNewHosts, NewHosts, OutdatedInstancesStrategy } from '@sluice/model'

export const laterHostsFields = {
  /** Ours: hosts that begin to match get nothing (`off`), are offered for catching up, or get the last successful revision by themselves. */
  newHosts: NewHosts.optional(),
  /** Whether hosts that begin to match while a deployment runs get it by a follow-on deployment after its success. */
  outdatedInstancesStrategy: OutdatedInstancesStrategy.optional(),
  /** Ours, with `newHosts` automatic: hosts on which their first deployment fails are kept, or deregistered (`discard`). */
  failedNewHosts: FailedNewHosts.optional(),
}

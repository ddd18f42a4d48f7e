/** Which revision each host of a plan has installed, as the form shows it; nothing where it is not known of every host. */
import type { InstalledShare } from '../../../queries/installed-shares.ts'
import type { RevisionShare } from './schemas.ts'

export function revisionSpread(shares: readonly InstalledShare[]): RevisionShare[] | undefined {
  if (shares.some(({ lies }) => lies === 'notKnown')) return undefined
  return shares.map((share) => {
    const hosts = share.hosts.length
    if (share.lies !== 'revision') return { hosts }
    const { revisionName, deploymentId } = share.deployment
    return { revisionName, deploymentId, hosts }
  })
}

import type { DeploymentTarget } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { creationOf } from '../../queries/deployment-spec-of.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { hasBegun } from '../../queries/has-passed.ts'
import { hostRevisions, hostsReadOneByOne } from '../../queries/host-revisions.ts'
import { sharesOf, type InstalledShare } from '../../queries/installed-shares.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'
import type { UntouchedShare } from './contract.ts'

/** Looked up for whoever is about to stop it: the deployment itself knows what it did, not what others left on its hosts. */
export const planStop: Handler<'planStop'> = async ({ deploymentId }, { actor, ports }) => {
  const deployment = await findDeployment(ports.store, actor.accountId, deploymentId)
  if (deployment.blueGreen !== undefined) return {}
  const { fallback } = await creationOf(ports.store, deploymentId)
  const targets = await ports.store.listTargets(deploymentId)
  const names = targets.filter(isUntouched).map(nameOf)
  const revisions = await hostRevisions(ports, deployment, askedFor(names, targets))
  const torn = names.filter((name) => revisions.get(name)?.isTorn === true)
  const whole = names.filter((name) => revisions.get(name)?.isTorn !== true)
  const shares = sharesOf(whole, revisions).map((share) => shareOf(share, fallback?.revision.sha256))
  return { untouched: withTorn(shares, torn.length) }
}

const nameOf = ({ targetId }: DeploymentTarget): string => targetId

/** All of them where whole fleets are read: the untouched get fewer with each host that starts, and what is kept was kept for all. */
function askedFor(untouched: string[], targets: readonly DeploymentTarget[]): string[] {
  return untouched.length > hostsReadOneByOne ? targets.map(nameOf).toSorted(byNaturalOrder) : untouched
}

const isUntouched = (target: DeploymentTarget): boolean =>
  (target.status === 'Pending' || target.status === 'Skipped') && !hasBegun(target)

function shareOf(share: InstalledShare, backTo: string | undefined): UntouchedShare {
  const hosts = share.hosts.length
  switch (share.lies) {
    case 'revision': {
      const { revisionName, revisionSha256 } = share.deployment
      return { has: 'revision', revisionName, isWayBack: revisionSha256 === backTo, hosts }
    }
    case 'nothing':
      return { has: 'nothing', isWayBack: false, hosts }
    case 'notKnown':
      return { has: 'asBefore', isWayBack: false, hosts }
  }
}

function withTorn(shares: readonly UntouchedShare[], torn: number): UntouchedShare[] {
  if (torn === 0) return [...shares]
  const hosts = torn + (shares.find(({ has }) => has === 'asBefore')?.hosts ?? 0)
  return [...shares.filter(({ has }) => has !== 'asBefore'), { has: 'asBefore', isWayBack: false, hosts }]
}

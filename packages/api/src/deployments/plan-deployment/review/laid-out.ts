/**
 * What a chosen revision is compared with: what lies on the hosts of this plan, by revision. Only where that is known of no host it
 * is the last success of the group, and then it is said to be that. On a replacement fleet nothing lies; it is compared with what
 * serves users now.
 */
import type { DeploymentSummary, FileExistsBehavior } from '@sluice/model'
import type { StoredBundle } from '../../../bundles/bundle-reader.ts'
import type { Ports } from '../../../ports.ts'
import type { InstalledShare } from '../../../queries/installed-shares.ts'
import { revisionOf, storedBundle } from '../../failures/stored-bundles.ts'
import { countOf } from './counted.ts'
import { installedFiles, type InstalledFiles } from './installed-files.ts'

/** A revision that lies on hosts. */
export interface Laid {
  revisionName: string
  sha256: string
  hosts: number
  /** Absent where its bytes are not stored any more. */
  bundle?: StoredBundle | undefined
  files?: InstalledFiles | undefined
  /** The rule by which it was installed: its AppSpec’s wins. */
  behavior: FileExistsBehavior
}

export interface LaidOut {
  /** Most hosts first. */
  laid: readonly Laid[]
  /** So many hosts have nothing of this group. */
  fresh: number
  /** So many have what is not looked at here, or not known. */
  others: number
  /** `laid` is a guess: the last success of the group. */
  isGuess: boolean
}

/** Each costs a look into its bundle; a group that has more is mixed beyond what one compares. */
const mostCompared = 4

export async function laidOut(
  ports: Pick<Ports, 'store' | 'bundles'>,
  shares: readonly InstalledShare[],
  runs: DeploymentSummary | undefined,
): Promise<LaidOut> {
  const revisions = shares.filter((share) => share.lies === 'revision')
  const compared = revisions.slice(0, mostCompared)
  const fresh = hostsIn(shares.filter(({ lies }) => lies === 'nothing'))
  const total = hostsIn(shares)
  if (compared.length === 0 && fresh === 0 && runs !== undefined)
    return { laid: [await laidBy(ports, runs, total)], fresh: 0, others: total, isGuess: true }
  return {
    laid: await Promise.all(compared.map(({ deployment, hosts }) => laidBy(ports, deployment, hosts.length))),
    fresh,
    others: total - fresh - hostsIn(compared),
    isGuess: false,
  }
}

const hostsIn = (shares: readonly InstalledShare[]): number => shares.reduce((sum, { hosts }) => sum + hosts.length, 0)

export async function laidBy(
  ports: Pick<Ports, 'store' | 'bundles'>,
  deployment: DeploymentSummary,
  hosts: number,
): Promise<Laid> {
  const { revisionName, revisionSha256, accountId } = deployment
  const bundle = await storedBundle(ports, accountId, revisionOf(deployment))
  const files = bundle && (await installedFiles(ports.bundles, bundle))
  const behavior = files?.appSpec.fileExistsBehavior ?? deployment.fileExistsBehavior
  return { revisionName, sha256: revisionSha256, hosts, bundle, files, behavior }
}

/** "3 hosts have ctl-1.1, 1 host has nothing of this group". */
export function whatTheyHave({ laid, fresh, others, isGuess }: LaidOut): string {
  const parts = [
    ...(isGuess ? [] : laid.map(({ hosts, revisionName }) => `${has(hosts)} ${revisionName}`)),
    ...(fresh === 0 ? [] : [`${has(fresh)} nothing of this group`]),
    ...(others === 0
      ? []
      : [`of ${countOf(others, isGuess || laid.length + fresh === 0 ? 'host' : 'other host')} it is not known`]),
  ]
  return parts.join(', ')
}

const has = (hosts: number): string => `${countOf(hosts, 'host')} ${hosts === 1 ? 'has' : 'have'}`

/** Whether all hosts have one and the same, or nothing. */
export const isAlike = ({ laid, fresh, others }: LaidOut): boolean =>
  others === 0 && laid.length + (fresh > 0 ? 1 : 0) <= 1

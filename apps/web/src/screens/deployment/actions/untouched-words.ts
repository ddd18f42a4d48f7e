/**
 * What a stop leaves on the hosts that were not begun with, and what a rollback makes of them, by what lies on each. Until that is
 * looked up, and where it is not known, no revision is named: the last success of the group need not be what they have.
 */
import type { Output } from '@sluice/api/contracts'
import { hosts, stay } from './counted-hosts.ts'

export type Untouched = NonNullable<Output<'planStop'>['untouched']>
type Share = Untouched[number]

interface UntouchedHosts {
  /** As the deployment counts them this moment. */
  count: number
  lookedUp: Untouched | undefined
}

export const untouchedLeft = (untouched: UntouchedHosts): string[] =>
  sharesOf(untouched).map(({ has, hosts: count, revisionName }) => {
    switch (has) {
      case 'revision':
        return `${hosts(count, stay)} on ${revisionName}`
      case 'nothing':
        return `${hosts(count, stay)} without anything of this group`
      case 'asBefore':
        return `${hosts(count, ['stays as it is', 'stay as they are'])}`
    }
  })

export const untouchedBack = (untouched: UntouchedHosts, before: string): string[] =>
  sharesOf(untouched).map((share) => `${getting(share, before)}, untouched until then`)

function getting({ has, hosts: count, revisionName, isWayBack }: Share, before: string): string {
  switch (has) {
    case 'revision':
      return isWayBack
        ? `${hosts(count, ['gets', 'get'])} ${before} once more`
        : `${hosts(count, ['that has', 'that have'])} ${revisionName} ${count === 1 ? 'gets' : 'get'} ${before} instead`
    case 'nothing':
      return `${hosts(count, ['without anything of this group gets', 'without anything of this group get'])} ${before}`
    case 'asBefore':
      return `${hosts(count, ['gets', 'get'])} ${before}, whatever ${count === 1 ? 'it has' : 'they have'} now`
  }
}

/** An answer of another moment than the count is none. */
function sharesOf({ count, lookedUp }: UntouchedHosts): readonly Share[] {
  if (lookedUp !== undefined && countIn(lookedUp) === count) return lookedUp
  return count === 0 ? [] : [{ has: 'asBefore', isWayBack: false, hosts: count }]
}

export const countIn = (untouched: Untouched | undefined): number | undefined =>
  untouched?.reduce((sum, share) => sum + share.hosts, 0)

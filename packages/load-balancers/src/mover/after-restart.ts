/**
 * What a former process left half done and no command asks for any more: hosts that drain, and hosts that have users though
 * their AllowTraffic has failed, because its withdrawal was lost with that process.
 */
import type { TargetGroupMember } from '@sluice/model'
import type { Registrations } from '../reconciler/registrations.ts'
import { namedKey } from '../reconciler/rows.ts'
import type { Seat } from './seat.ts'

export interface AfterRestartNeeds {
  registrations: Pick<Registrations, 'all'>
  /** See `TrafficMoverNeeds`; asked until it answers. */
  notAllowed(accountId: string, targetGroupName: string, targetIds: readonly string[]): Promise<readonly string[]>
  /** A host of which a command is at work is that command's. */
  isAtWork(targetId: string): boolean
  finishLeaving(seat: Seat): void
  leave(seat: Seat): void
}

export async function goOnAfterRestart(needs: AfterRestartNeeds): Promise<void> {
  const rows = needs.registrations.all()
  for (const row of rows) if (row.traffic === 'draining') needs.finishLeaving(seatOf(row))
  const serving = rows.filter((row) => row.traffic === 'production')
  await Promise.all(byTargetGroup(serving).map((ofGroup) => takeOutNotAllowed(ofGroup, needs)))
}

async function takeOutNotAllowed(rows: readonly TargetGroupMember[], needs: AfterRestartNeeds): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const hosts = rows.map(({ targetId }) => targetId)
  const notAllowed = new Set(await needs.notAllowed(first.accountId, first.targetGroupName, hosts))
  for (const row of rows) if (notAllowed.has(row.targetId) && !needs.isAtWork(row.targetId)) needs.leave(seatOf(row))
}

function byTargetGroup(rows: readonly TargetGroupMember[]): TargetGroupMember[][] {
  const groups = new Map<string, TargetGroupMember[]>()
  for (const row of rows) {
    const key = namedKey(row.accountId, row.targetGroupName)
    const ofGroup = groups.get(key) ?? []
    ofGroup.push(row)
    groups.set(key, ofGroup)
  }
  return [...groups.values()]
}

const seatOf = ({ accountId, targetGroupName, targetId }: TargetGroupMember): Seat => ({
  accountId,
  targetGroupNames: [targetGroupName],
  targetId,
})

/** AllowTraffic: the host is registered for users in all its target groups, and every balancer was seen finding it healthy. */
import type { TargetGroupMember } from '@sluice/model'
import type { MemberName } from '../reconciler/rows.ts'
import type { Look, MemberChange } from './member-writer.ts'
import { failed, generationsOf, goneSentence, namesOf, succeeded, type Moving, type Result, type Seat } from './seat.ts'
import { waitFor, type Verdict } from './waiting.ts'

export interface MemberAddress {
  address: string
  port?: number
}

export async function allowTraffic(seat: Seat, address: MemberAddress | undefined, moving: Moving): Promise<Result> {
  const { registrations, writer } = moving
  const names = namesOf(seat)
  if (address === undefined)
    return failed(`No address is known where load balancers reach ${seat.targetId}. Enrol the host again with one.`)
  const gone = names.find((name) => registrations.place(name.accountId, name.targetGroupName) === undefined)
  if (gone !== undefined) return failed(goneSentence(gone.targetGroupName))

  await writer.write((look) => names.flatMap((name) => registered(name, 'production', address, moving, look)))
  const generations = generationsOf(moving, names)
  return waitFor(moving, generations, () => judge(names, generations, moving), moving.say, moving.signal)
}

/** Nothing where it is so already, or where there is no such target group. */
export function registered(
  name: MemberName,
  traffic: 'production' | 'test',
  { address, port }: MemberAddress,
  { registrations }: Pick<Moving, 'registrations'>,
  look: Look,
): MemberChange[] {
  const targetGroup = registrations.place(name.accountId, name.targetGroupName)?.targetGroup
  if (targetGroup === undefined) return []
  const known = look(name)
  const put: TargetGroupMember = {
    ...name,
    address,
    port: port ?? targetGroup.port,
    weight: known?.weight ?? 1,
    traffic,
  }
  const isSo = known?.traffic === traffic && known.address === put.address && known.port === put.port
  return isSo ? [] : [{ put }]
}

function judge(
  names: readonly MemberName[],
  generations: ReadonlyMap<MemberName, number>,
  { registrations }: Pick<Moving, 'registrations'>,
): Verdict<Result> {
  const waits: string[] = []
  const reasons: string[] = []
  for (const name of names) {
    const where = names.length > 1 ? `${name.targetGroupName}: ` : ''
    const standing = registrations.standing(name, generations.get(name) ?? 0)
    if (standing.status === 'gone') return { over: failed(goneSentence(name.targetGroupName)) }
    if (registrations.member(name)?.traffic !== 'production')
      return { over: failed(`${name.targetId} was taken out of ${name.targetGroupName} meanwhile.`) }
    if (standing.status === 'trouble') waits.push(`${where}${standing.trouble}`)
    else if (standing.status === 'behind') waits.push(`${where}the load balancer has not taken it over yet`)
    else if (standing.member?.health.state === 'healthy') reasons.push(`${where}${standing.member.health.reason}`)
    else waits.push(`${where}${standing.member?.health.reason ?? 'the load balancer does not list it'}`)
  }
  if (waits.length > 0) return { note: waits.join('; ') }
  return { over: succeeded(names.length === 0 ? 'The group has no load balancer.' : `Healthy: ${reasons.join('; ')}`) }
}

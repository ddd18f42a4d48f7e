import type { ActivityRow } from '@sluice/store'
import { activityKinds, type Application } from '@sluice/model'
import type { Call, Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { activityText } from '../../queries/activity-text.ts'
import { findApplications } from '../../queries/find-application.ts'
import { isoTime } from '../../queries/random-ids.ts'
import type { ActivityInfo, listActivity as contract, SetUpChange } from './contract.ts'
import { setUpChanges } from './set-up-changes.ts'
import { positionsIn, together, type Position, type Read } from './two-streams.ts'

const pageRows = 50
/** For one page, so that no filter makes it dear. */
const mostLookedAt = 5000

interface Asked extends Pick<ParsedOf<typeof contract>, 'by' | 'kinds'> {
  applications: readonly Application[]
}

export const listActivity: Handler<'listActivity'> = async (input, call) => {
  const positions = positionsIn(input.nextToken)
  const applications = await findApplications(call.ports.store, call.actor.accountId, input.applicationNames ?? [])
  const asked = { ...input, applications }
  const [facts, changes] = await Promise.all([
    factsFrom(positions[0], asked, call),
    changesFrom(positions[1], asked, call),
  ])
  const { a, b, nextToken } = together(positions, facts, changes)
  return { activity: [...a], changes: [...b], ...(nextToken !== undefined && { nextToken }) }
}

async function factsFrom(
  { place, isDone }: Position,
  asked: Asked,
  { actor, ports }: Call,
): Promise<Read<ActivityInfo>> {
  const { by, applications, kinds: chosen = [] } = asked
  const kinds = activityKinds.filter((kind) => chosen.includes(kind))
  if (isDone === true || (chosen.length > 0 && kinds.length === 0)) return { rows: [] }
  const { rows, next } = await ports.store.listActivity({
    accountId: actor.accountId,
    ...(applications.length > 0 && { applications: [...applications] }),
    ...(kinds.length > 0 && { kinds }),
    ...(by !== undefined && { by }),
    ...(place !== undefined && { cursor: place }),
    limit: pageRows,
    mostLookedAt,
  })
  return { rows: rows.map(info), next }
}

async function changesFrom(
  { place, isDone }: Position,
  asked: Asked,
  { actor, ports }: Call,
): Promise<Read<SetUpChange>> {
  const { by, applications, kinds = [] } = asked
  if (isDone === true || (kinds.length > 0 && !kinds.includes('setUp'))) return { rows: [] }
  const before = place === undefined ? undefined : Number(place)
  const { rows, next } = await setUpChanges(ports, actor, { applications, by, before, limit: pageRows, mostLookedAt })
  return { rows, next: next === undefined ? undefined : String(next) }
}

function info({ place, kind, by, fact, deployment }: ActivityRow): ActivityInfo {
  const { deploymentId, applicationName, deploymentGroupName, revisionName, status } = deployment
  return {
    place,
    at: isoTime(fact.at),
    kind,
    deploymentId,
    applicationName,
    deploymentGroupName,
    revisionName,
    status,
    text: activityText(fact),
    ...(by !== undefined && { by }),
  }
}

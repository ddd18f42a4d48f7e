/** A page of who set things up otherwise, newest first, from the audit: only what was done, and only what the reader may see. */
import type { Actor, Application, AuditRecord } from '@sluice/model'
import type { AuditQuery } from '@sluice/store'
import type { Ports } from '../../ports.ts'
import type { SetUpChange } from './contract.ts'
import { namesOfSubjects } from './names-of-subjects.ts'
import { setUpText, subjectOf, subjects, toldActions, type Subject } from './set-up-words.ts'

export interface SetUpQuery {
  applications: readonly Application[]
  by?: string | undefined
  /** Only before this place. */
  before?: number | undefined
  limit: number
  mostLookedAt: number
}

export interface SetUpPage {
  rows: SetUpChange[]
  /** Where to look on. */
  next?: number
}

export async function setUpChanges({ store, access }: Ports, actor: Actor, query: SetUpQuery): Promise<SetUpPage> {
  const { accountId } = actor
  const { applications, by, limit, mostLookedAt } = query
  const asked: AuditQuery = { accountId, limit, ...(by !== undefined && { actorName: by }) }
  const before = query.before ?? ((await store.listAudit({ accountId, limit: 1 }))[0]?.sequence ?? 0) + 1
  const from = Math.max(1, before - mostLookedAt)
  const found = await store.listAudit({ ...asked, before, from, actions: toldActions, outcome: 'done' })
  const last = found.at(-1)
  const next = found.length === limit && last !== undefined ? last.sequence : from
  const told = found.flatMap((record) => {
    const subject = subjectOf(record.resource)
    if (subject === undefined || !access.can(actor, subjects[subject.kind].readBy).allowed) return []
    if (applications.length > 0 && !applications.some((one) => isOf(one, record, subject))) return []
    return [{ record, subject }]
  })
  const nameOf = await namesOfSubjects(store, accountId, told)
  const rows = told.map(({ record, subject }): SetUpChange => {
    const { name, about } = nameOf(record, subject)
    const { sequence, at, actorName } = record
    return { place: sequence, at, by: actorName, text: setUpText(record, name), name, ...(about && { about }) }
  })
  return next > 1 ? { rows, next } : { rows }
}

/** Of the application or one of its groups, under whatever name it had then; not of an earlier one of that name. */
function isOf({ applicationName, formerNames = [], createTime }: Application, { at }: AuditRecord, subject: Subject) {
  if (subject.kind !== 'application' && subject.kind !== 'deploymentGroup') return false
  const [name = ''] = subject.key.split('/')
  return at >= createTime && [applicationName, ...formerNames].includes(name)
}

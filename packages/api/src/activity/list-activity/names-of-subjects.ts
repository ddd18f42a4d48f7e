/** What the subjects of some records are called, and which of them can still be opened: not another one that took the name since. */
import { assertNever, type Application, type AuditRecord, type User } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { SetUpChange } from './contract.ts'
import { subjects, type Subject } from './set-up-words.ts'

type Named = Pick<SetUpChange, 'name' | 'about'>
export type NameOf = (record: AuditRecord, subject: Subject) => Named

export async function namesOfSubjects(
  store: Store,
  accountId: string,
  told: readonly { record: AuditRecord; subject: Subject }[],
): Promise<NameOf> {
  const applications = await store.list('applications', directoryKeys.applications(accountId))
  const found = new Map<string, Found>()
  for (const { subject } of told) {
    const place = placeOf(subject)
    if (!found.has(place)) found.set(place, await findSubject(store, accountId, applications, subject))
  }
  return (record, subject) => named(found.get(placeOf(subject)) ?? {}, record, subject)
}

const placeOf = ({ kind, key }: Subject): string => `${kind}:${key}`

interface Found {
  /** When what is there now was made; undefined when nothing is there. */
  since?: string
  about?: SetUpChange['about']
  /** Where the key is not what people say. */
  called?: string
}

function named({ since, about, called }: Found, record: AuditRecord, { kind, key }: Subject): Named {
  const name =
    called ?? (kind === 'accessToken' ? record.detail : kind === 'deploymentGroup' ? key.replace('/', ' › ') : key)
  const isThat = about !== undefined && since !== undefined && since <= record.at
  return { name: `${subjects[kind].word} ${name}`.trim(), ...(isThat && { about }) }
}

async function findSubject(
  store: Store,
  accountId: string,
  applications: readonly Application[],
  { kind, key }: Subject,
): Promise<Found> {
  const known = (found: { createTime?: string | undefined } | undefined, about = key): Found =>
    found === undefined ? {} : { since: found.createTime ?? '', about: { kind, name: about } }
  switch (kind) {
    case 'application': {
      const now = nowCalled(applications, key)
      return known(now, now?.applicationName)
    }
    case 'deploymentGroup': {
      const [applicationName = '', name = ''] = key.split('/')
      const now = nowCalled(applications, applicationName)?.applicationName ?? applicationName
      const group = await store.get('deploymentGroups', directoryKeys.group(accountId, now, name))
      const found = known(group, name)
      return found.about === undefined ? found : { ...found, about: { ...found.about, applicationName: now } }
    }
    case 'deploymentConfig':
      return known(await store.get('deploymentConfigs', directoryKeys.config(accountId, key)))
    case 'instance': {
      if (key === 'any') return { called: 'of any name' }
      const host = await store.get('instances', directoryKeys.instance(accountId, key))
      return known(host && { createTime: host.registerTime })
    }
    case 'loadBalancer':
      return known(await store.get('loadBalancers', directoryKeys.loadBalancer(accountId, key)))
    case 'targetGroup': {
      const group = await store.get('targetGroups', directoryKeys.targetGroup(accountId, key))
      return known(group, group?.loadBalancerName)
    }
    case 'scalingGroup':
      return {}
    case 'user':
      return withName(await store.get('users', directoryKeys.user(accountId, key)), known)
    case 'accessToken': {
      const token = await store.get('credentials', key)
      return known(token?.kind === 'accessToken' ? token : undefined)
    }
    default:
      return assertNever(kind, 'subject of a change')
  }
}

function withName(user: User | undefined, known: (user: User | undefined) => Found): Found {
  return user === undefined ? {} : { ...known(user), called: `of ${user.name}` }
}

/** Today's name wins over a former one of another application. */
const nowCalled = (applications: readonly Application[], name: string): Application | undefined =>
  applications.find(({ applicationName }) => applicationName === name) ??
  applications.find(({ formerNames = [] }) => formerNames.includes(name))

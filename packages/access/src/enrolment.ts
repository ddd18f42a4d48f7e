/**
 * A one-time token for the identity of a host (A1). Used, expired, unknown or another host's: refused, and the attempt is
 * in the audit. The token is used up in the commit that makes the host.
 */
import {
  firstAccountId,
  refusal,
  type Actor,
  type Credential,
  type Instance,
  type Refusal,
  type Tag,
} from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import { drawSecret, hashSecret } from './secrets.ts'
import type { Write } from './write.ts'

/** What the host sends; `EnrolRequest` of the agents' language has these fields. */
export interface EnrolmentClaim {
  token: string
  instanceName: string
  publicKey: string
  os: string
  agentVersion: string
  tags: readonly Tag[]
}

interface Redeeming {
  claim: EnrolmentClaim
  region: string
  /** Of its token. */
  key: string
  /** Where it came from. */
  address: string
}

export interface EnrolmentToken {
  secret: string
  expireTime: string
  change: DirectoryChange
}

/** What a token says of the host that will use it; each of these is the service's word, and wins over the host's. */
export interface EnrolmentBound {
  accountId: string
  instanceName?: string
  tags: Tag[]
  /** Where balancers reach it, when the service knows better than the connection. */
  address?: string
  port?: number
  createdBy: string
}

export const enrolmentTokenMs = 3_600_000
const mostTags = 10
/** AWS's own: who carries `aws:autoscaling:groupName` is ours to end. */
const reservedTags = 'aws:'

type Enrolment = Extract<Credential, { kind: 'enrolment' }>

export function drawEnrolmentToken(
  { now, randomBytes }: { now(): number; randomBytes(count: number): Uint8Array },
  bound: EnrolmentBound,
): EnrolmentToken {
  const { secret, hash } = drawSecret(randomBytes)
  const [createTime, expireTime] = [iso(now()), iso(now() + enrolmentTokenMs)]
  const put: Enrolment = { kind: 'enrolment', ...bound, createTime, expireTime }
  return { secret, expireTime, change: { collection: 'credentials', key: hash, put } }
}

export async function redeemEnrolment(
  { write, region }: { write: Write; region: string },
  claim: EnrolmentClaim,
  { requestId, address }: { requestId: string; address: string },
): Promise<Instance | Refusal> {
  const { instanceName } = claim
  const key = hashSecret(claim.token)
  const actor: Actor = { kind: 'host', accountId: firstAccountId, instanceName, name: instanceName }
  const by = { actor, action: 'enrol', resource: `instance:${instanceName}`, requestId, detail: `from ${address}` }
  return write<Instance>({ by, decide: (store, now) => decideEnrolment(store, now, { region, claim, key, address }) })
}

async function decideEnrolment(
  store: Store,
  now: number,
  from: Redeeming,
): Promise<{ changes: DirectoryChange[]; answer: Instance } | Refusal> {
  const { claim, key } = from
  const token = await store.get('credentials', key)
  if (token?.kind !== 'enrolment') return refused('The enrolment token is not known.')
  const place = directoryKeys.instance(token.accountId, claim.instanceName)
  const known = await store.get('instances', place)
  if (token.usedBy !== undefined && isRepeat(token, known, claim)) return { changes: [], answer: known }
  const reason = reasonToRefuse(token, claim, now)
  if (reason !== undefined) return refused(reason)
  if (known !== undefined && known.deregisterTime === undefined) return nameTaken(claim)
  const instance = enrolled(token, now, from)
  return {
    changes: [
      { collection: 'instances', key: place, put: instance },
      { collection: 'credentials', key, put: { ...token, usedBy: claim.instanceName } },
    ],
    answer: instance,
  }
}

function reasonToRefuse(token: Enrolment, { instanceName }: EnrolmentClaim, now: number): string | undefined {
  if (token.usedBy !== undefined) return `The enrolment token was already used by ${token.usedBy}.`
  if (Date.parse(token.expireTime) <= now) return `The enrolment token expired at ${token.expireTime}.`
  if (token.instanceName !== undefined && token.instanceName !== instanceName)
    return `The enrolment token is for ${token.instanceName}, not for ${instanceName}.`
  return undefined
}

/** The answer was lost on its way: the same host with the same key asks once more. */
function isRepeat(token: Enrolment, known: Instance | undefined, claim: EnrolmentClaim): known is Instance {
  const isActive = known !== undefined && known.deregisterTime === undefined
  return isActive && token.usedBy === claim.instanceName && known.publicKey === claim.publicKey
}

/** Where it is reached is never the host's own word: one that lies would draw traffic to whatever it names. */
function enrolled(token: Enrolment, now: number, { claim, region, address: cameFrom }: Redeeming): Instance {
  const { instanceName, publicKey, os, agentVersion } = claim
  const address = token.address ?? cameFrom
  return {
    accountId: token.accountId,
    instanceName,
    instanceArn: `arn:aws:codedeploy:${region}:${token.accountId}:instance/${instanceName}`,
    publicKey,
    tags: tagsOf(token, claim),
    registerTime: iso(now),
    enrolledBy: token.createdBy,
    ...(address !== '' && { address }),
    ...(token.port !== undefined && { port: token.port }),
    os,
    agentVersion,
  }
}

/** A host may wish for tags, but not for another value of one that its token gave, nor for one that only the service gives. */
function tagsOf(token: Enrolment, claim: EnrolmentClaim): Tag[] {
  const byKey = new Map(token.tags.map((tag) => [tag.Key, tag]))
  for (const tag of claim.tags)
    if (!byKey.has(tag.Key) && !tag.Key.toLowerCase().startsWith(reservedTags)) byKey.set(tag.Key, tag)
  return [...byKey.values()].slice(0, mostTags)
}

const refused = (reason: string): Refusal =>
  refusal('EnrolmentRefused', `${reason} Make a new one in the dashboard under Instances.`)

const nameTaken = ({ instanceName }: EnrolmentClaim): Refusal =>
  refusal(
    'InstanceNameAlreadyRegisteredException',
    `There is already a host ${instanceName}: choose another name, or deregister that one first.`,
  )

const iso = (at: number): string => new Date(at).toISOString()

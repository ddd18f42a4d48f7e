/**
 * A host comes in with a one-time token and gets an identity. Whatever is wrong with the token is answered alike (A1); the
 * audit row says what it was.
 */
import type { WrittenBy } from '@sluice/conductor'
import { firstAccountId, refuse, type Actor, type Credential, type Instance, type Tag } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../queries/or-refuse.ts'
import { isoTime } from '../queries/random-ids.ts'

export interface HostWish {
  token: string
  instanceName: string
  publicKey: string
  os: string
  agentVersion: string
  tags: Tag[]
}

type Enrolment = Extract<Credential, { kind: 'enrolment' }>

const mostTags = 10

export async function enrolHost(ports: Ports, wish: HostWish, requestId: string): Promise<Instance> {
  const key = ports.access.hashSecret(wish.token)
  const now = isoTime(ports.now())
  const answer = await ports.conductor.change<Instance>({
    by: enrolledBy(wish, requestId),
    async decide(store) {
      const token = await usableToken(store, key, wish, now)
      const instance = newInstance(ports, token, wish, now)
      const place = directoryKeys.instance(instance.accountId, instance.instanceName)
      await refuseTakenName(store, place)
      return {
        changes: [
          { collection: 'instances', key: place, put: instance },
          { collection: 'credentials', key, put: { ...token, usedBy: instance.instanceName } },
        ],
        answer: instance,
      }
    },
  })
  return orRefuse(answer)
}

/** Before the token is looked at, the host's own word is all there is. */
function enrolledBy({ instanceName }: HostWish, requestId: string): WrittenBy {
  const actor: Actor = { kind: 'host', accountId: firstAccountId, instanceName, name: instanceName }
  return { actor, action: 'enrol', resource: `instance:${instanceName}`, requestId }
}

async function usableToken(store: Store, key: string, { instanceName }: HostWish, now: string): Promise<Enrolment> {
  const found = await store.get('credentials', key)
  const isUsable =
    found?.kind === 'enrolment' &&
    found.usedBy === undefined &&
    found.expireTime > now &&
    (found.instanceName === undefined || found.instanceName === instanceName)
  if (isUsable) return found
  refuse(
    'EnrolmentRefused',
    'The token is used, expired, or for another host: make a new one with createEnrolmentToken.',
  )
}

async function refuseTakenName(store: Store, place: string): Promise<void> {
  const taken = await store.get('instances', place)
  if (taken === undefined || taken.deregisterTime !== undefined) return
  refuse(
    'EnrolmentRefused',
    `There is already a host ${taken.instanceName}: choose another name, or deregister that one first.`,
  )
}

function newInstance(ports: Ports, { accountId, tags, createdBy }: Enrolment, wish: HostWish, now: string): Instance {
  const { instanceName, publicKey, os, agentVersion } = wish
  return {
    accountId,
    instanceName,
    instanceArn: `arn:aws:codedeploy:${ports.settings.region}:${accountId}:instance/${instanceName}`,
    publicKey,
    tags: merged(tags, wish.tags),
    registerTime: now,
    enrolledBy: createdBy,
    os,
    agentVersion,
  }
}

/** The token's tags win over what the host wishes for itself. */
function merged(given: readonly Tag[], wished: readonly Tag[]): Tag[] {
  const keys = new Set(given.map((tag) => tag.Key))
  return [...given, ...wished.filter((tag) => !keys.has(tag.Key))].slice(0, mostTags)
}

/**
 * A one-time token becomes a registered host. Used, expired and foreign tokens are refused with one sentence for all: which
 * of them it was helps only those who guess (A1).
 */
import { type Credential, type Instance, type Refusal, refusal } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import { hashSecret } from './secrets.ts'

export interface EnrolmentRequest {
  token: string
  instanceName: string
  publicKey: string
  os: string
  agentVersion: string
  tags: { Key: string; Value: string }[]
}

export interface Enrolled {
  instance: Instance
  changes: DirectoryChange[]
}

/** Reads the store and says what to write; runs inside the conductor's change, so that a token is good for one of two. */
export async function redeemEnrolment(
  store: Store,
  request: EnrolmentRequest,
  { now, region }: { now: number; region: string },
): Promise<Enrolled | Refusal> {
  const key = hashSecret(request.token)
  const credential = await store.get('credentials', key)
  if (!isGoodFor(credential, request.instanceName, now)) return refused()
  const { accountId } = credential
  const instanceKey = directoryKeys.instance(accountId, request.instanceName)
  const before = await store.get('instances', instanceKey)
  if (before !== undefined && before.deregisterTime === undefined)
    return refusal(
      'InstanceNameAlreadyRegisteredException',
      `${request.instanceName} is registered already: deregister it first, or enrol this host under another name.`,
    )
  const instance = instanceOf(request, credential, new Date(now).toISOString(), region)
  return {
    instance,
    changes: [
      { collection: 'instances', key: instanceKey, put: instance },
      { collection: 'credentials', key, put: { ...credential, usedBy: request.instanceName } },
    ],
  }
}

type EnrolmentToken = Extract<Credential, { kind: 'enrolment' }>

function isGoodFor(credential: Credential | undefined, name: string, now: number): credential is EnrolmentToken {
  if (credential?.kind !== 'enrolment' || credential.usedBy !== undefined) return false
  if (Date.parse(credential.expireTime) <= now) return false
  return credential.instanceName === undefined || credential.instanceName === name
}

const refused = (): Refusal =>
  refusal(
    'EnrolmentRefused',
    'This enrolment token is not good: it is used, expired or for another host. Make a new one.',
  )

/** The token's tags win over what the host wishes for. */
function instanceOf(request: EnrolmentRequest, token: EnrolmentToken, at: string, region: string): Instance {
  const tags = new Map([...request.tags, ...token.tags].map((tag) => [tag.Key, tag]))
  return {
    accountId: token.accountId,
    instanceName: request.instanceName,
    instanceArn: `arn:aws:codedeploy:${region}:${token.accountId}:instance/${request.instanceName}`,
    publicKey: request.publicKey,
    tags: [...tags.values()].slice(0, 10),
    registerTime: at,
    enrolledBy: token.createdBy,
    os: request.os,
    agentVersion: request.agentVersion,
  }
}

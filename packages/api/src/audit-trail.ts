/**
 * Every write leaves exactly one audit row, a refused one too. What came to the conductor has its row in the transaction of
 * the write; what was refused before leaves it here.
 */
import { RefusalError, type Actor, type Refusal } from '@sluice/model'
import type { Ports } from './ports.ts'

export interface Trail {
  /** What the call is about, as far as it is known. */
  resource: string
  /** The conductor was given the call, and leaves its row whatever comes of it. */
  isLeft: boolean
}

export interface Refused {
  /** A stranger leaves no row: there is nobody to name, and anybody could fill the audit. */
  caller: Actor | undefined
  requestId: string
}

export const newTrail = (action: string): Trail => ({ resource: `operation:${action}`, isLeft: false })

export async function audited<Answer>(
  ports: Pick<Ports, 'conductor'>,
  action: string,
  by: Refused,
  act: (trail: Trail) => Promise<Answer>,
): Promise<Answer> {
  const trail = newTrail(action)
  try {
    return await act(trail)
  } catch (error) {
    if (error instanceof RefusalError && !trail.isLeft)
      await auditRefusal(ports, action, by, error.refusal, trail.resource)
    throw error
  }
}

export async function auditRefusal(
  { conductor }: Pick<Ports, 'conductor'>,
  action: string,
  { caller, requestId }: Refused,
  { code, message }: Pick<Refusal, 'code' | 'message'>,
  resource = newTrail(action).resource,
): Promise<void> {
  if (caller === undefined) return
  const detail = `${code}: ${message}`.slice(0, longestDetail)
  await conductor.recordRefusal({ actor: caller, action, resource, requestId, detail })
}

const longestDetail = 500

/** From checked input, in the words that handlers use. */
export function resourceOf(action: string, input: unknown): string {
  const { deploymentId, applicationName, deploymentGroupName, currentDeploymentGroupName, ...other } = input as Named
  const groupName = deploymentGroupName ?? currentDeploymentGroupName
  if (deploymentId !== undefined) return `deployment:${deploymentId}`
  if (applicationName !== undefined && groupName !== undefined) return `deploymentGroup:${applicationName}/${groupName}`
  if (applicationName !== undefined) return `application:${applicationName}`
  if (other.deploymentConfigName !== undefined) return `deploymentConfig:${other.deploymentConfigName}`
  if (other.instanceName !== undefined) return `instance:${other.instanceName}`
  if (other.userId !== undefined) return `user:${other.userId.slice(0, longestId)}`
  if (other.name !== undefined && action in namedThings) return `${namedThings[action]}:${other.name}`
  if (other.tokenId !== undefined) return `accessToken:${other.tokenId.slice(0, longestId)}`
  return newTrail(action).resource
}

/** What `name` is the name of. */
const namedThings: Readonly<Record<string, string>> = {
  createLoadBalancer: 'loadBalancer',
  updateLoadBalancer: 'loadBalancer',
  deleteLoadBalancer: 'loadBalancer',
  createTargetGroup: 'targetGroup',
  createScalingGroup: 'scalingGroup',
}

/** Ids that nobody has may be of any length. */
const longestId = 100

type Named = Partial<
  Record<
    | 'deploymentId'
    | 'applicationName'
    | 'deploymentGroupName'
    | 'currentDeploymentGroupName'
    | 'deploymentConfigName'
    | 'instanceName'
    | 'userId'
    | 'tokenId'
    | 'name',
    string
  >
>

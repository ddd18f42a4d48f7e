/**
 * What a host must know to run a command, from the deployment's spec; written and signed anew at each offer, so that an
 * offer is never older than its connection.
 */
import type { HostCommand } from '@sluice/agent-link'
import { LifecycleEventName, parseCommandId, type CommandId, type DeploymentSpec } from '@sluice/model'

/** The part of a command that all hosts and events of a deployment share. */
export interface Order {
  accountId: string
  deploymentGroupId: string
  deploymentId: string
  targets: ReadonlySet<string>
  command: Omit<HostCommand, 'id' | 'instanceName' | 'event' | 'issuedAt' | 'expiresAt'>
  /** How long an offer may be good: all that may pass until it starts, with a busy host's waiting in it. */
  goodForMs: number
}

export interface Orders {
  /** Undefined for a deployment that does not exist. */
  of(deploymentId: string): Promise<Order | undefined>
}

/** Deployments whose orders are kept; a running one that falls out is described again. */
const kept = 256

export function createOrders(describe: (deploymentId: string) => Promise<DeploymentSpec | undefined>): Orders {
  const orders = new Map<string, Order>()

  return {
    async of(deploymentId) {
      const known = orders.get(deploymentId)
      if (known !== undefined) return known
      const spec = await describe(deploymentId)
      if (spec === undefined) return undefined
      const order = orderOf(spec)
      orders.set(deploymentId, order)
      const [oldest] = orders.keys()
      if (orders.size > kept && oldest !== undefined) orders.delete(oldest)
      return order
    },
  }
}

export function hostCommand(order: Order, id: CommandId, now: number): HostCommand {
  const { targetId, event } = parseCommandId(id)
  return {
    ...order.command,
    id,
    instanceName: targetId,
    event: LifecycleEventName.parse(event),
    issuedAt: now,
    expiresAt: now + order.goodForMs,
  }
}

function orderOf(spec: DeploymentSpec): Order {
  const { accountId, deploymentId, deploymentGroupId, revision, clocks } = spec
  const { bundleType, bucket, key, eTag, version } = revision.location.s3Location
  return {
    accountId,
    deploymentId,
    deploymentGroupId,
    targets: new Set(spec.targets),
    goodForMs: (clocks.startLimitSeconds + clocks.eventLimitSeconds) * 1000,
    command: {
      v: 1,
      accountId,
      deploymentId,
      deploymentGroupId,
      deploymentGroupName: spec.deploymentGroupName,
      applicationName: spec.applicationName,
      deploymentCreator: spec.creator,
      deploymentType: spec.deploymentStyle.deploymentType,
      revisionName: revision.name,
      fileExistsBehavior: spec.fileExistsBehavior,
      bundle: {
        sha256: revision.sha256,
        size: revision.size,
        bundleType,
        bucket,
        key,
        ...(eTag !== undefined && { eTag }),
        ...(version !== undefined && { version }),
      },
      eventLimitSeconds: clocks.eventLimitSeconds,
    },
  }
}

/** Commands for tests, complete and valid unless a test wants otherwise. */
import type { HostCommand } from '@sluice/agent-link'
import { commandId, type LifecycleEventName } from '@sluice/model'

export const groupId = '7b1d3c7e-54f3-4b8e-9d5a-0a8f4f1f2a10'

export function hostCommand(event: LifecycleEventName, more: Partial<HostCommand> = {}): HostCommand {
  const deploymentId = more.deploymentId ?? 'd-ABCDEF123'
  return {
    v: 1,
    id: commandId(deploymentId, 'web-1', event),
    accountId: '000000000001',
    instanceName: 'web-1',
    event,
    deploymentId,
    deploymentGroupId: groupId,
    deploymentGroupName: 'production',
    applicationName: 'storefront',
    deploymentCreator: 'user',
    deploymentType: 'IN_PLACE',
    revisionName: 'storefront-1.1',
    fileExistsBehavior: 'DISALLOW',
    bundle: { sha256: '0'.repeat(64), size: 1, bundleType: 'tgz', bucket: 'releases', key: 'storefront-1.1.tgz' },
    eventLimitSeconds: 60,
    issuedAt: Date.now(),
    expiresAt: Date.now() + 600_000,
    ...more,
  }
}

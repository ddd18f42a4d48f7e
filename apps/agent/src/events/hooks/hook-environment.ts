/** All the variables that a script sees: the host's own, CodeDeploy's (facts 8.4.1), and where its bundle lies. */
import type { EventContext } from '../event-context.ts'

/** With scripts of the previous revision they still describe the deployment that is running; only `BUNDLE_DIR` differs. */
export function hookEnvironment({ command, host }: EventContext, archive: string): Record<string, string> {
  const { bundle } = command
  return {
    ...host.hookEnvironment,
    SLUICE_HOST_NAME: host.hookEnvironment['SLUICE_HOST_NAME'] ?? command.instanceName,
    APPLICATION_NAME: command.applicationName,
    DEPLOYMENT_ID: command.deploymentId,
    DEPLOYMENT_GROUP_NAME: command.deploymentGroupName,
    DEPLOYMENT_GROUP_ID: command.deploymentGroupId,
    LIFECYCLE_EVENT: command.event,
    BUNDLE_BUCKET: bundle.bucket,
    BUNDLE_KEY: bundle.key,
    ...(bundle.version === undefined ? {} : { BUNDLE_VERSION: bundle.version }),
    ...(bundle.eTag === undefined ? {} : { BUNDLE_ETAG: bundle.eTag }),
    BUNDLE_DIR: archive,
  }
}

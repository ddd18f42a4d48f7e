/**
 * The sample application on an empty database, made by the very operations that people use. What was changed or deleted
 * later is left alone: samples are laid once.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { firstAccountId, HealthCheck, refuse, RefusalError, type Actor } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import { createApplication } from '../applications/create-application/handler.ts'
import { putArtifact } from '../artifacts/put-artifact.ts'
import { createDeploymentGroup } from '../deployment-groups/create-deployment-group/handler.ts'
import type { Call } from '../handler.ts'
import { createLoadBalancer } from '../load-balancers/create-load-balancer/handler.ts'
import { createTargetGroup } from '../load-balancers/create-target-group/handler.ts'
import { isoTime } from '../queries/random-ids.ts'
import type { Ports } from '../ports.ts'
import { createScalingGroup } from '../scaling-groups/create-scaling-group/handler.ts'
import { registerApplicationRevision } from '../revisions/register-application-revision/handler.ts'

const applicationName = 'storefront'
const bucket = 'samples'
const revisions = [
  { key: 'storefront-1.0.tgz', description: 'The shop as it opened: eight objects on one page' },
  { key: 'storefront-1.1.tgz', description: 'The winter edition: new colours, and ratings, which need a migration' },
  {
    key: 'storefront-1.2.tgz',
    description: 'The sale. Fails ValidateService on purpose: it wants a table that no migration makes',
  },
]
const noteKey = 'samples-laid'
const samples: Actor = { kind: 'service', accountId: firstAccountId, name: 'Sluice' }

/** `folder` holds the bundles. Answers whether anything was laid. */
export async function laySamples(ports: Ports, folder: string): Promise<boolean> {
  if (!(await isWanted(ports))) return false
  const call = sampleCall(ports)
  const rollBack = { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] } }
  await unlessThere(createApplication({ applicationName, computePlatform: 'Server' }, call))
  await unlessThere(createDeploymentGroup(group('staging'), call))
  await unlessThere(createDeploymentGroup({ ...group('production'), ...rollBack }, call))
  if (ports.provisioner.isAvailable && hasRoomBeside(ports.settings.port)) await layBlueGreen(call)
  for (const { key, description } of revisions) {
    // Read whole, a few kilobytes: a stream of a file that is not there fails before anybody listens to it.
    const bytes = Readable.from([await readFile(join(folder, key))])
    const { eTag } = await putArtifact({ bucket, key, bytes }, call)
    const revision = { revisionType: 'S3', s3Location: { bucket, key, bundleType: 'tgz', eTag } } as const
    await registerApplicationRevision({ applicationName, revision, description }, call)
  }
  await ports.conductor.change({
    by: call.by('installation:samples'),
    decide: async () => ({
      changes: [{ collection: 'notes', key: noteKey, put: { value: isoTime(ports.now()) } }],
      answer: {},
    }),
  })
  return true
}

/** The second flagship: a shop behind a balancer, whose replacement fleets are made for each deployment, and approved by hand. */
async function layBlueGreen(call: Call): Promise<void> {
  const { port } = call.ports.settings
  await unlessThere(createLoadBalancer(balancer(port), call))
  await unlessThere(createTargetGroup({ name: web, loadBalancerName: applicationName, port: 8080 }, call))
  await unlessThere(createScalingGroup({ name: web, desiredCapacity: 2 }, call))
  await unlessThere(createDeploymentGroup(blueGreenGroup, call))
}

/** Its listeners are on the product's port + 80 and + 81. */
const hasRoomBeside = (port: number): boolean => port + 81 <= 65_535

const web = 'storefront-web'

const balancer = (port: number) => ({
  name: applicationName,
  kind: 'embedded' as const,
  listeners: { production: port + 80, test: port + 81 },
  healthCheck: HealthCheck.parse({ path: '/health', intervalSeconds: 1, timeoutSeconds: 1, healthyThreshold: 2 }),
  drainSeconds: 10,
})

const blueGreenGroup = {
  applicationName,
  deploymentGroupName: 'storefront-bluegreen',
  deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
  deploymentStyle: { deploymentType: 'BLUE_GREEN' as const, deploymentOption: 'WITH_TRAFFIC_CONTROL' as const },
  autoScalingGroups: [web],
  loadBalancerInfo: { targetGroupInfoList: [{ name: web }] },
  blueGreenDeploymentConfiguration: {
    greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' as const },
    deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' as const, waitTimeInMinutes: 60 },
    terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE' as const, terminationWaitTimeInMinutes: 5 },
  },
  // A newcomer is alone: the one who starts it may approve it, too.
  approvalPolicy: { approvers: 1, ownApprovalAllowed: true, noteRequired: false, typedConfirmation: true },
}

/** Also when a former start was cut in the middle: then all there is was made here. */
async function isWanted({ store }: Ports): Promise<boolean> {
  if ((await store.get('notes', noteKey)) !== undefined) return false
  const applications = await store.list('applications', directoryKeys.applications(firstAccountId))
  return applications.every((application) => application.createdBy === samples.name)
}

async function unlessThere(creation: Promise<unknown>): Promise<void> {
  await creation.catch((error: unknown) => {
    if (!(error instanceof RefusalError && /AlreadyExists/.test(error.refusal.code))) throw error
  })
}

function group(environment: 'staging' | 'production') {
  return {
    applicationName,
    deploymentGroupName: environment,
    deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
    onPremisesInstanceTagFilters: [{ Key: 'env', Value: environment, Type: 'KEY_AND_VALUE' as const }],
  }
}

function sampleCall(ports: Ports): Call {
  return {
    ports,
    caller: samples,
    actor: samples,
    address: 'here',
    requestId: '',
    session: { secret: undefined, open: () => refuse('AccessDenied', 'A service has no session.'), close: () => {} },
    by: (resource) => ({ actor: samples, action: 'laySamples', resource, requestId: '' }),
  }
}

/**
 * The sample application on an empty database, made by the very operations that people use. What was changed or deleted
 * later is left alone: samples are laid once.
 */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { firstAccountId, refuse, type Actor } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import { createApplication } from '../applications/create-application/handler.ts'
import { putArtifact } from '../artifacts/put-artifact.ts'
import { createDeploymentGroup } from '../deployment-groups/create-deployment-group/handler.ts'
import type { Call } from '../handler.ts'
import { isoTime } from '../queries/random-ids.ts'
import type { Ports } from '../ports.ts'
import { registerApplicationRevision } from '../revisions/register-application-revision/handler.ts'

const applicationName = 'storefront'
const bucket = 'samples'
const revisions = [
  { key: 'storefront-1.0.tgz', description: 'The shop' },
  { key: 'storefront-1.1.tgz', description: 'The shop in a new coat' },
  { key: 'storefront-1.2.tgz', description: 'Fails ValidateService, to see what happens then' },
]
const noteKey = 'samples-laid'
const samples: Actor = { kind: 'service', accountId: firstAccountId, name: 'Sluice samples' }

/** `folder` holds the bundles. Answers whether anything was laid. */
export async function laySamples(ports: Ports, folder: string): Promise<boolean> {
  if (!(await isEmpty(ports))) return false
  const call = sampleCall(ports)
  await createApplication({ applicationName, computePlatform: 'Server' }, call)
  await createDeploymentGroup(group('staging'), call)
  await createDeploymentGroup(
    { ...group('production'), autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } },
    call,
  )
  for (const { key, description } of revisions) {
    const { eTag } = await putArtifact({ bucket, key, bytes: createReadStream(join(folder, key)) }, call)
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

async function isEmpty({ store }: Ports): Promise<boolean> {
  if ((await store.get('notes', noteKey)) !== undefined) return false
  return (await store.list('applications', directoryKeys.applications(firstAccountId))).length === 0
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

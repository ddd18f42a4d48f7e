/** Rows of the directory that agree with each other: one account, one application, one group, one revision, one host. */
import {
  firstAccountId,
  inPlaceStyle,
  revisionName,
  type Application,
  type DeploymentGroup,
  type Instance,
  type Revision,
  type RevisionInUse,
  type RevisionLocation,
} from '@sluice/model'
import { testEpoch } from './movable-clock.ts'

export const testGroupId = '7d4f3c52-6f0e-4c8e-9b61-0a4d2f1c9e01'
const createTime = new Date(testEpoch).toISOString()

export function anApplication(over: Partial<Application> = {}): Application {
  return {
    applicationId: '2b7c1d90-54a1-4d0c-8f3e-6b1f0c7a2d01',
    accountId: firstAccountId,
    applicationName: 'storefront',
    computePlatform: 'Server',
    createTime,
    createdBy: 'Dana',
    ...over,
  }
}

export function aGroup(over: Partial<DeploymentGroup> = {}): DeploymentGroup {
  return {
    deploymentGroupId: testGroupId,
    accountId: firstAccountId,
    applicationName: 'storefront',
    deploymentGroupName: 'production',
    computePlatform: 'Server',
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    deploymentStyle: inPlaceStyle,
    ec2TagFilters: [],
    autoScalingGroups: [],
    onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' }],
    createTime,
    createdBy: 'Dana',
    ...over,
  }
}

export function aRevisionLocation(version = '1.1'): RevisionLocation {
  return {
    revisionType: 'S3',
    s3Location: { bucket: 'releases', key: `storefront-${version}.zip`, bundleType: 'zip', eTag: sha256Of(version) },
  }
}

export function aRevision(over: Partial<Revision> = {}): Revision {
  const location = over.location ?? aRevisionLocation()
  return {
    revisionId: 'r-1',
    accountId: firstAccountId,
    applicationName: 'storefront',
    location,
    name: revisionName(location),
    sha256: sha256Of(revisionName(location)),
    size: 20_480,
    fileCount: 12,
    registeredBy: 'Dana',
    registerTime: createTime,
    ...over,
  }
}

export function aRevisionInUse(version = '1.1'): RevisionInUse {
  const { location, name, sha256, size } = aRevision({ location: aRevisionLocation(version) })
  return { location, name, sha256, size }
}

export function anInstance(over: Partial<Instance> = {}): Instance {
  const instanceName = over.instanceName ?? 'web-1'
  return {
    accountId: firstAccountId,
    instanceName,
    instanceArn: `arn:aws:codedeploy:us-east-1:${firstAccountId}:instance/${instanceName}`,
    publicKey: 'A'.repeat(43),
    tags: [{ Key: 'env', Value: 'production' }],
    registerTime: createTime,
    enrolledBy: 'Dana',
    os: 'linux',
    agentVersion: '0.1.0',
    ...over,
  }
}

/** 64 hex digits that differ from text to text; nothing more is promised. */
function sha256Of(text: string): string {
  const digits = Array.from(text, (character) => character.charCodeAt(0).toString(16)).join('')
  return digits.padEnd(64, '0').slice(0, 64)
}

/**
 * Bad input, named the way CodeDeploy names it: which refusal a missing and a malformed field is.
 * The sentence names the field, the rule and the way out; the details have one line a field.
 */
import { refuse, type RefusalCode, type RefusalDetail } from '@sluice/model'
import type { z } from 'zod'

interface FieldCodes {
  required: RefusalCode
  invalid: RefusalCode
}

const always = (code: RefusalCode): FieldCodes => ({ required: code, invalid: code })
const groupName: FieldCodes = {
  required: 'DeploymentGroupNameRequiredException',
  invalid: 'InvalidDeploymentGroupNameException',
}
const instanceName: FieldCodes = { required: 'InstanceNameRequiredException', invalid: 'InvalidInstanceNameException' }
const targetId: FieldCodes = {
  required: 'DeploymentTargetIdRequiredException',
  invalid: 'InvalidDeploymentTargetIdException',
}

const fieldCodes: Readonly<Record<string, FieldCodes>> = {
  applicationName: { required: 'ApplicationNameRequiredException', invalid: 'InvalidApplicationNameException' },
  autoRollbackConfiguration: always('InvalidAutoRollbackConfigException'),
  blueGreenDeploymentConfiguration: always('InvalidBlueGreenDeploymentConfigurationException'),
  computePlatform: always('InvalidComputePlatformException'),
  createTimeRange: always('InvalidTimeRangeException'),
  currentDeploymentGroupName: groupName,
  deployed: always('InvalidDeployedStateFilterException'),
  deploymentConfigName: {
    required: 'DeploymentConfigNameRequiredException',
    invalid: 'InvalidDeploymentConfigNameException',
  },
  deploymentGroupName: groupName,
  deploymentId: { required: 'DeploymentIdRequiredException', invalid: 'InvalidDeploymentIdException' },
  deploymentStyle: always('InvalidDeploymentStyleException'),
  deploymentWaitType: always('InvalidDeploymentWaitTypeException'),
  description: { required: 'InvalidInputException', invalid: 'DescriptionTooLongException' },
  ec2TagFilters: always('InvalidTagFilterException'),
  ec2TagSet: always('InvalidEC2TagException'),
  failing: targetId,
  fileExistsBehavior: always('InvalidFileExistsBehaviorException'),
  good: targetId,
  healthCheck: always('InvalidLoadBalancerInfoException'),
  ignoreApplicationStopFailures: always('InvalidIgnoreApplicationStopFailuresValueException'),
  includeOnlyStatuses: always('InvalidDeploymentStatusException'),
  instanceName,
  instanceNames: instanceName,
  kind: always('InvalidLoadBalancerInfoException'),
  listeners: always('InvalidLoadBalancerInfoException'),
  loadBalancerInfo: always('InvalidLoadBalancerInfoException'),
  minimumHealthyHosts: always('InvalidMinimumHealthyHostValueException'),
  newApplicationName: { required: 'ApplicationNameRequiredException', invalid: 'InvalidApplicationNameException' },
  newDeploymentGroupName: groupName,
  newInstanceName: instanceName,
  location: { required: 'RevisionRequiredException', invalid: 'InvalidRevisionException' },
  nextToken: always('InvalidNextTokenException'),
  onPremisesInstanceTagFilters: always('InvalidTagFilterException'),
  onPremisesTagSet: always('InvalidTagException'),
  onlyTargets: always('InvalidTargetInstancesException'),
  redeployOf: always('InvalidDeploymentIdException'),
  rollbackOf: always('InvalidDeploymentIdException'),
  registrationStatus: always('InvalidRegistrationStatusException'),
  revision: { required: 'RevisionRequiredException', invalid: 'InvalidRevisionException' },
  s3Bucket: always('InvalidBucketNameFilterException'),
  s3KeyPrefix: always('InvalidKeyPrefixFilterException'),
  serviceRoleArn: always('InvalidRoleException'),
  tagFilters: always('InvalidTagFilterException'),
  tags: { required: 'TagRequiredException', invalid: 'InvalidTagException' },
  tagsToAdd: always('InvalidTagException'),
  tagsToRemove: always('InvalidTagException'),
  targetFilters: always('InvalidTargetFilterNameException'),
  targetId,
  sortBy: always('InvalidSortByException'),
  sortOrder: always('InvalidSortOrderException'),
  targetInstances: always('InvalidTargetInstancesException'),
  zonalConfig: always('InvalidZonalDeploymentConfigurationException'),
  updateOutdatedInstancesOnly: always('InvalidUpdateOutdatedInstancesOnlyValueException'),
  targetIds: targetId,
}

/** What may be answered when one of these fields is missing or malformed. */
export const fieldRefusals = (fields: readonly string[]): RefusalCode[] =>
  fields.flatMap((field) => (Object.hasOwn(fieldCodes, field) ? Object.values(fieldCodes[field] ?? {}) : []))

/** So many complaints and names are listed; a hostile body may have a million. */
const mostListed = 10
const longestName = 60

/** The first bad field decides the code, all are in the details. */
export function refuseInput(operation: string, error: z.ZodError, body: unknown): never {
  const details = error.issues.slice(0, mostListed).flatMap((issue) => detailsOf(issue, body))
  const [first] = error.issues
  const message = details[0]?.message ?? 'The request has a form that is not known.'
  refuse(codeOf(first, body), `${message} See ${operation} in /api/openapi.json.`, details)
}

function codeOf(issue: z.core.$ZodIssue | undefined, body: unknown): RefusalCode {
  const [field] = issue?.path ?? []
  if (typeof field !== 'string' || !Object.hasOwn(fieldCodes, field)) return 'InvalidInputException'
  const codes = fieldCodes[field]
  if (codes === undefined) return 'InvalidInputException'
  return isMissing(body, field) ? codes.required : codes.invalid
}

function detailsOf(issue: z.core.$ZodIssue, body: unknown): RefusalDetail[] {
  if (issue.code === 'unrecognized_keys') return unknownFields(issue)
  const field = issue.path.length === 0 ? undefined : pathText(issue.path)
  if (field === undefined) return [{ rule: issue.code, message: 'The body must be one JSON object.' }]
  return [{ field, rule: issue.code, message: sentence(field, issue, valueAt(body, issue.path) === undefined) }]
}

function unknownFields(issue: z.core.$ZodIssueUnrecognizedKeys): RefusalDetail[] {
  return issue.keys.slice(0, mostListed).map((key) => {
    const field = pathText([...issue.path, key])
    return { field, rule: issue.code, message: `${field} is not a field of this operation: leave it out.` }
  })
}

function sentence(field: string, issue: z.core.$ZodIssue, missing: boolean): string {
  if (missing) return `${field} is missing: give it a value.`
  switch (issue.code) {
    case 'invalid_value':
      return `${field} must be one of ${issue.values.map(String).join(', ')}.`
    case 'invalid_union':
      return `${field} has a form that is not known.`
    case 'invalid_type':
      return `${field} must be ${typeWords[issue.expected] ?? `of the type ${issue.expected}`}.`
    case 'too_big':
      return `${field} ${ruleOf(issue.message) ?? `may be at most ${String(issue.maximum)}${unitOf(issue.origin)}`}.`
    case 'too_small':
      if (isEmptyRefused(issue)) return `${field} must not be empty.`
      return `${field} ${ruleOf(issue.message) ?? `must be at least ${String(issue.minimum)}${unitOf(issue.origin)}`}.`
    default:
      return `${field} ${ruleOf(issue.message) ?? 'has a form that is not known'}.`
  }
}

const typeWords: Readonly<Record<string, string>> = { number: 'a number', int: 'a whole number', string: 'text' }

/** The rules of the model are predicates ("must not be empty"); zod's own sentences start with a capital letter. */
const ruleOf = (message: string): string | undefined =>
  /^(Invalid|Too (big|small)|Unrecognized)/.test(message) ? undefined : message

/** "At least 1 characters long" is a long way to say it. */
const isEmptyRefused = ({ origin, minimum, message }: { origin: string; minimum: unknown; message: string }): boolean =>
  minimum === 1 && (origin === 'string' || origin === 'array') && ruleOf(message) === undefined

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long'
  return origin === 'array' ? ' entries long' : ''
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${shortened(String(part))}`))
    .join('')
}

const shortened = (name: string): string => (name.length > longestName ? `${name.slice(0, longestName)}…` : name)

const isMissing = (body: unknown, field: string): boolean => {
  const value = valueAt(body, [field])
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined,
    body,
  )
}

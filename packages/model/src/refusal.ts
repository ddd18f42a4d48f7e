/**
 * Refusals: the caller asked for what the rules forbid. One exhaustive record of codes; CodeDeploy's exception
 * name where one exists. The sentence of a refusal is public: it names the thing, the rule and the way out.
 */
export type RefusalCategory =
  'invalid' | 'unauthenticated' | 'forbidden' | 'unknown' | 'conflict' | 'tooLarge' | 'limit'

export const refusalCategories = {
  ApplicationAlreadyExistsException: 'conflict',
  ApplicationDoesNotExistException: 'unknown',
  ApplicationLimitExceededException: 'limit',
  ApplicationNameRequiredException: 'invalid',
  BatchLimitExceededException: 'invalid',
  BucketNameFilterRequiredException: 'invalid',
  DeploymentAlreadyCompletedException: 'conflict',
  DeploymentConfigAlreadyExistsException: 'conflict',
  DeploymentConfigDoesNotExistException: 'unknown',
  DeploymentConfigInUseException: 'conflict',
  DeploymentConfigLimitExceededException: 'limit',
  DeploymentConfigNameRequiredException: 'invalid',
  DeploymentDoesNotExistException: 'unknown',
  DeploymentGroupAlreadyExistsException: 'conflict',
  DeploymentGroupDoesNotExistException: 'unknown',
  DeploymentGroupLimitExceededException: 'limit',
  DeploymentGroupNameRequiredException: 'invalid',
  DeploymentIdRequiredException: 'invalid',
  DeploymentIsNotInReadyStateException: 'conflict',
  DeploymentLimitExceededException: 'conflict',
  DeploymentTargetDoesNotExistException: 'unknown',
  DeploymentTargetIdRequiredException: 'invalid',
  DeploymentTargetListSizeExceededException: 'invalid',
  DescriptionTooLongException: 'invalid',
  InstanceLimitExceededException: 'invalid',
  InstanceNameAlreadyRegisteredException: 'conflict',
  InstanceNameRequiredException: 'invalid',
  InstanceNotRegisteredException: 'unknown',
  InvalidApplicationNameException: 'invalid',
  InvalidAutoRollbackConfigException: 'invalid',
  InvalidBlueGreenDeploymentConfigurationException: 'invalid',
  InvalidBucketNameFilterException: 'invalid',
  InvalidComputePlatformException: 'invalid',
  InvalidDeployedStateFilterException: 'invalid',
  InvalidDeploymentConfigNameException: 'invalid',
  InvalidDeploymentGroupNameException: 'invalid',
  InvalidDeploymentInstanceTypeException: 'invalid',
  InvalidDeploymentIdException: 'invalid',
  InvalidDeploymentStatusException: 'invalid',
  InvalidDeploymentStyleException: 'invalid',
  InvalidDeploymentTargetIdException: 'invalid',
  InvalidDeploymentWaitTypeException: 'invalid',
  InvalidEC2TagCombinationException: 'invalid',
  InvalidEC2TagException: 'invalid',
  InvalidFileExistsBehaviorException: 'invalid',
  InvalidIgnoreApplicationStopFailuresValueException: 'invalid',
  InvalidInputException: 'invalid',
  InvalidInstanceNameException: 'invalid',
  InvalidKeyPrefixFilterException: 'invalid',
  InvalidLoadBalancerInfoException: 'invalid',
  InvalidMinimumHealthyHostValueException: 'invalid',
  InvalidNextTokenException: 'invalid',
  InvalidOnPremisesTagCombinationException: 'invalid',
  InvalidOperationException: 'conflict',
  InvalidRegistrationStatusException: 'invalid',
  InvalidRevisionException: 'invalid',
  InvalidRoleException: 'invalid',
  InvalidSortByException: 'invalid',
  InvalidSortOrderException: 'invalid',
  InvalidTagException: 'invalid',
  InvalidTagFilterException: 'invalid',
  InvalidTargetFilterNameException: 'invalid',
  InvalidTargetInstancesException: 'invalid',
  InvalidTimeRangeException: 'invalid',
  InvalidZonalDeploymentConfigurationException: 'invalid',
  InvalidUpdateOutdatedInstancesOnlyValueException: 'invalid',
  RevisionDoesNotExistException: 'unknown',
  RevisionRequiredException: 'invalid',
  TagLimitExceededException: 'limit',
  TagRequiredException: 'invalid',
  TagSetListLimitExceededException: 'invalid',
  UnsupportedActionForDeploymentTypeException: 'conflict',
  // Ours, where CodeDeploy has no name.
  AccessDenied: 'forbidden',
  ApprovalNotAllowed: 'forbidden',
  ArtifactDoesNotExist: 'unknown',
  BundleRefused: 'invalid',
  CrossSiteRequest: 'forbidden',
  DeploymentGroupBusy: 'conflict',
  DraftDoesNotExist: 'unknown',
  EnrolmentRefused: 'unauthenticated',
  IdempotencyKeyReused: 'conflict',
  NotSignedIn: 'unauthenticated',
  LoadBalancerAlreadyExists: 'conflict',
  LoadBalancerDoesNotExist: 'unknown',
  LoadBalancerLimitExceeded: 'limit',
  NothingToRollBackTo: 'conflict',
  PayloadTooLarge: 'tooLarge',
  SavedViewAlreadyExists: 'conflict',
  SavedViewDoesNotExist: 'unknown',
  SavedViewLimitExceeded: 'limit',
  ScalingGroupAlreadyExists: 'conflict',
  ScalingGroupDoesNotExist: 'unknown',
  SignInRefused: 'unauthenticated',
  StateChanged: 'conflict',
  TargetGroupAlreadyExists: 'conflict',
  TargetGroupDoesNotExist: 'unknown',
  TargetGroupLimitExceeded: 'limit',
  TooManyRequests: 'limit',
  UnknownOperation: 'unknown',
  UserAlreadyExists: 'conflict',
  UserDoesNotExist: 'unknown',
} as const satisfies Record<string, RefusalCategory>

export type RefusalCode = keyof typeof refusalCategories

/** Where a complaint sits: a field of the request, or a place in a file. `line` and `column` start at 1. */
export interface RefusalDetail {
  field?: string
  path?: string
  line?: number
  column?: number
  rule?: string
  message: string
  fix?: string
}

export interface Refusal {
  readonly refused: true
  readonly code: RefusalCode
  readonly message: string
  readonly details?: readonly RefusalDetail[]
}

export function refusal(code: RefusalCode, message: string, details?: readonly RefusalDetail[]): Refusal {
  return details === undefined ? { refused: true, code, message } : { refused: true, code, message, details }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true
}

/** A refusal on its way to the border, where throwing is the short way out of a handler. */
export class RefusalError extends Error {
  readonly refusal: Refusal
  constructor(refused: Refusal) {
    super(refused.message)
    this.name = 'RefusalError'
    this.refusal = refused
  }
}

export function refuse(code: RefusalCode, message: string, details?: readonly RefusalDetail[]): never {
  throw new RefusalError(refusal(code, message, details))
}

/**
 * What each refusal means, in a sentence. Most codes are CodeDeploy's and say it by their form (`...RequiredException`);
 * those that do not have a sentence here.
 */
import type { RefusalCode } from '@sluice/model'

const meanings: Partial<Record<RefusalCode, string>> = {
  AccessDenied: 'Your role does not allow this; the message says which role does and whom to ask.',
  ApprovalNotAllowed: 'The approval policy of the group keeps you from deciding: the message says why.',
  ArtifactDoesNotExist: 'Nothing was uploaded at this bucket and key, or its bytes are gone.',
  BatchLimitExceededException: 'Too many names at once: ask in smaller portions.',
  BundleRefused: 'The bundle cannot be deployed; the details name file, line and rule.',
  CrossSiteRequest: 'The request came from another site’s page with your cookie: use a token instead.',
  DeploymentAlreadyCompletedException: 'The deployment has ended: nothing of it can be changed any more.',
  DeploymentConfigInUseException: 'Deployment groups use this configuration: give them another one first.',
  DeploymentGroupBusy: 'A deployment of this group is running: wait for its end, or stop it.',
  DeploymentIsNotInReadyStateException: 'The deployment does not wait for a decision now.',
  DeploymentLimitExceededException: 'The group has an active deployment already: one at a time.',
  DeploymentTargetListSizeExceededException: 'Too many targets at once: ask in smaller portions.',
  DescriptionTooLongException: 'The description is longer than allowed.',
  EnrolmentRefused: 'The enrolment token is unknown, used or too old: make a new one.',
  IdempotencyKeyReused: 'The Idempotency-Key was used with another body, or its answer held a secret shown only once.',
  InstanceNameAlreadyRegisteredException: 'A registered instance has this name.',
  InstanceNotRegisteredException: 'No registered instance has this name.',
  InvalidInputException: 'A field has a form that is not known; the details name each.',
  InvalidOperationException: 'What is asked for does not fit the state of the thing: the message says why.',
  InvalidTargetFilterNameException: 'There is no target filter of this name.',
  NothingToRollBackTo: 'No revision succeeded in this group before.',
  NotSignedIn: 'No session and no good token came with the request.',
  PayloadTooLarge: 'The body is larger than allowed: 1 MiB for JSON.',
  SignInRefused: 'E-mail and password do not fit, or the link was used or is too old.',
  StateChanged: 'What you saw has changed since: look again, then decide.',
  TooManyRequests: 'Too many requests in a short time: wait as long as retry-after says.',
  UnknownOperation: 'There is no operation of this name.',
  UnsupportedActionForDeploymentTypeException: 'Deployments of this kind do not know this action.',
}

type Form = readonly [pattern: RegExp, sentence: (thing: string) => string]

const forms: readonly Form[] = [
  [/^(.+)NameRequired$/, (thing) => `The name of the ${thing} is missing.`],
  [/^(.+)Required$/, (thing) => `The ${thing} is missing.`],
  [/^(.+)DoesNotExist$/, (thing) => `There is no such ${thing}.`],
  [/^(.+)AlreadyExists$/, (thing) => `There is such a ${thing} already.`],
  [/^(.+)LimitExceeded$/, (thing) => `No more of these are allowed: ${thing}.`],
  [/^Invalid(.+)$/, (thing) => `The ${thing} is malformed or not allowed; the message says how it must be.`],
]

/** Undefined = a code that does not say it by its form: give it a line above. */
export function meaningOf(code: RefusalCode): string | undefined {
  const name = code.replace(/Exception$/, '')
  const byForm = forms.flatMap(([pattern, sentence]) => {
    const thing = pattern.exec(name)?.[1]
    return thing === undefined ? [] : [sentence(inWords(thing))]
  })
  return meanings[code] ?? byForm[0]
}

/** DeploymentGroupName -> deployment group name; EC2Tag -> EC2 tag. */
const inWords = (name: string): string =>
  name
    .replace(/^EC2/, 'EC2 ')
    .split(/(?<=[a-z ])(?=[A-Z])/)
    .map((word) => (/^EC2/.test(word) ? word : word.toLowerCase()))
    .join(' ')
    .replaceAll('  ', ' ')

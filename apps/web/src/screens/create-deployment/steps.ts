/** The five steps: what each says of itself in the list, and to which of them a refusal belongs. */
import type { ApiError } from '@sluice/api/client'
import type { DraftForm } from './draft.ts'
import { lacksHosts } from './hosts-choice.ts'
import { choosesReplacement, tagFiltersIn } from './replacement.ts'

export const steps = ['where', 'what', 'how', 'review', 'start'] as const
export type Step = (typeof steps)[number]

export const stepNames: Readonly<Record<Step, string>> = {
  where: 'Where',
  what: 'What',
  how: 'How',
  review: 'Review',
  start: 'Start',
}

export const isStep = (text: string | null): text is Step => steps.some((step) => step === text)

export const stepAfter = (step: Step): Step | undefined => steps[steps.indexOf(step) + 1]

/** The first step that lacks something, and what. `undefined`: the form is complete. */
export function missing(form: DraftForm): { step: Step; reason: string } | undefined {
  const { draft, groupInfo, revisionInfo } = form
  if (draft.application === '') return { step: 'where', reason: 'Choose an application first.' }
  if (draft.group === '') return { step: 'where', reason: 'Choose a deployment group first.' }
  if (lacksHosts(draft, groupInfo))
    return {
      step: 'where',
      reason: lackingHosts(form),
    }
  if (revisionInfo === undefined && (draft.revision === '' || form.revisionsLoaded))
    return { step: 'what', reason: 'Choose a revision first.' }
  if (choosesReplacement(groupInfo) && tagFiltersIn(draft.replacement).length === 0)
    return { step: 'how', reason: 'Choose the replacement hosts first.' }
  return undefined
}

function lackingHosts({ draft, leftPartWay, changed }: DraftForm): string {
  if (draft.hosts === 'changed')
    return changed?.reason ?? 'Which hosts it changed is not known: choose which hosts it goes to.'
  if (draft.hosts !== 'left') return 'Name the hosts first.'
  if (leftPartWay === undefined) return 'The hosts that were left part-way are being listed.'
  return leftPartWay.notInGroup > 0
    ? 'The group has none of the hosts any more that were left part-way: choose which hosts it goes to.'
    : 'No host was left part-way: choose which hosts it goes to.'
}

/** The field of the form that a refusal is about. Its details say it; some are known by their name alone. */
export function refusedField(error: ApiError | null): string | undefined {
  if (error === null) return undefined
  const [named] = error.details.map(({ field }) => field?.replace(/[.[].*$/, '')).filter((field) => field !== undefined)
  return named ?? Object.entries(fieldOfName).find(([name]) => error.code.startsWith(name))?.[1]
}

export function refusedStep(error: ApiError | null): Step | undefined {
  const field = refusedField(error)
  return field === undefined ? undefined : stepOfField[field]
}

/** Where a refusal is said. What is wrong is said once, beside its field; everywhere else, where to look. */
export function toPutRight(error: ApiError | null): string | undefined {
  const step = refusedStep(error)
  return step && `Put right what is marked in step ${steps.indexOf(step) + 1} (${stepNames[step]}) first.`
}

/** Beside its field, whose label stands for the name that scripts know it by: the sentence, with CodeDeploy's name for it. */
export function refusalAt(error: ApiError | null, field: string): string | undefined {
  if (error === null || refusedField(error) !== field) return undefined
  const sentence = error.details.find((detail) => detail.field?.startsWith(field))?.message ?? error.message
  const words = sentence.startsWith(`${field} `) ? sentence.slice(field.length + 1) : sentence
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} (${error.code})`
}

const stepOfField: Readonly<Record<string, Step>> = {
  applicationName: 'where',
  deploymentGroupName: 'where',
  onlyTargets: 'where',
  updateOutdatedInstancesOnly: 'where',
  revision: 'what',
  deploymentConfigName: 'how',
  fileExistsBehavior: 'how',
  ignoreApplicationStopFailures: 'how',
  autoRollbackConfiguration: 'how',
  targetInstances: 'how',
  description: 'how',
}

/** Beginnings of refusals' names. */
const fieldOfName: Readonly<Record<string, string>> = {
  Application: 'applicationName',
  InvalidApplication: 'applicationName',
  DeploymentGroup: 'deploymentGroupName',
  InvalidDeploymentGroup: 'deploymentGroupName',
  DeploymentLimit: 'deploymentGroupName',
  InvalidLoadBalancer: 'deploymentGroupName',
  InvalidDeploymentStyle: 'deploymentGroupName',
  InvalidBlueGreen: 'deploymentGroupName',
  Revision: 'revision',
  InvalidRevision: 'revision',
  BundleRefused: 'revision',
  DeploymentConfig: 'deploymentConfigName',
  InvalidDeploymentConfig: 'deploymentConfigName',
  InvalidFileExists: 'fileExistsBehavior',
  InvalidAutoRollback: 'autoRollbackConfiguration',
  InvalidUpdateOutdated: 'updateOutdatedInstancesOnly',
  InvalidIgnoreApplicationStop: 'ignoreApplicationStopFailures',
  InvalidTargetInstances: 'targetInstances',
  InvalidEC2Tag: 'targetInstances',
  TagSetList: 'targetInstances',
  DescriptionTooLong: 'description',
}

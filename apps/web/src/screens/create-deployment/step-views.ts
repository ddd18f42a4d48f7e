/** How each step stands, in one line. */
import type { ApiError } from '@sluice/api/client'
import type { DraftForm } from './draft.ts'
import { mayChooseHosts } from './hosts-choice.ts'
import type { Preview } from './preview.ts'
import type { RevisionCheck } from './revision-check.ts'
import type { StepView } from './StepList.tsx'
import { missing, refusedStep, type Step } from './steps.ts'

export interface Standing {
  form: DraftForm
  preview: Preview
  check: RevisionCheck
  /** Of the last try to start. */
  refused: ApiError | null
  /** Why it may not be started now. */
  reason: string | undefined
}

export function stepViews(standing: Standing): Readonly<Record<Step, StepView>> {
  const { form, preview, refused } = standing
  const wrong = new Set([refusedStep(preview.error), refusedStep(refused)])
  const lacking = missing(form)?.step
  const view = (step: Step, summary: string, isDone: boolean): StepView => ({
    state: wrong.has(step) ? 'wrong' : isDone && lacking !== step ? 'done' : 'todo',
    summary,
  })
  const { draft } = form
  const isChosen = draft.application !== '' && draft.group !== ''
  return {
    where: view('where', isChosen ? whereSummary(form) : 'not chosen yet', isChosen),
    what: whatView(
      standing,
      view('what', form.revisionInfo?.name ?? 'not chosen yet', form.revisionInfo !== undefined),
    ),
    how: view(
      'how',
      lacking === 'how'
        ? 'replacement hosts are missing'
        : isChosen
          ? howSummary(form, preview)
          : 'once a group is chosen',
      isChosen,
    ),
    review: reviewView(preview, isChosen ? missing(form)?.reason : undefined),
    start: startView(standing),
  }
}

function whereSummary({ draft, groupInfo }: DraftForm): string {
  const group = `${draft.application} / ${draft.group}`
  if (draft.hosts === 'all' || !mayChooseHosts(groupInfo)) return group
  if (draft.hosts === 'outdated') return `${group}, outdated hosts only`
  return draft.onlyTargets.length === 0
    ? `${group}: hosts are missing`
    : `${group}, ${counted(draft.onlyTargets.length, 'host')} of it`
}

function whatView({ check }: Standing, view: StepView): StepView {
  if (check.errors > 0) return { state: 'wrong', summary: `${view.summary}: hosts cannot install it` }
  return check.unread > 0 ? { state: 'todo', summary: `${view.summary}: warnings to be read` } : view
}

const rollbackWords = {
  rollBack: 'rolls back by itself',
  leave: 'left as it is on failure',
  never: 'never rolled back by itself',
}

const howSummary = ({ draft }: DraftForm, { plan }: Preview): string =>
  [
    draft.config.replace(/^CodeDeployDefault\./, ''),
    fileRule(draft.files, plan?.fileChanges),
    rollbackWords[draft.onFailure],
    draft.ignoreStopFailures ? 'goes on when an old stop script fails' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')

type FileChanges = NonNullable<Preview['plan']>['fileChanges']

const fileRule = (chosen: string, files: FileChanges): string =>
  files?.decidedBy === 'AppSpec' ? `${files.behavior} by the AppSpec` : chosen

function reviewView({ plan, error, computing }: Preview, lacking: string | undefined): StepView {
  if (error !== null) return { state: 'wrong', summary: 'it cannot be computed' }
  if (plan === undefined) return { state: 'todo', summary: lacking ?? 'once a group is chosen' }
  if (plan.plan.failsAtOnce !== undefined) return { state: 'wrong', summary: 'it cannot start' }
  const waves = plan.plan.waves.length
  const summary = `${counted(plan.plan.total, 'host')} in ${counted(waves, 'wave')}`
  return { state: plan.busy !== undefined ? 'wrong' : computing ? 'todo' : 'done', summary }
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

function startView({ reason, refused }: Standing): StepView {
  if (refused !== null) return { state: 'wrong', summary: 'it was refused' }
  return reason === undefined ? { state: 'done', summary: 'ready' } : { state: 'todo', summary: reason }
}

/** The form itself: the steps on the left, those that are open in the middle, what would happen on the right, the start below. */
import type { Input } from '@sluice/api/contracts'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { useOperation } from '../../query/op.ts'
import { useMay, useSession, whyNot } from '../../session/session.ts'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { useWrongFields, WrongFieldsOfForm } from '../../ui/wrong-fields.ts'
import { createInput } from './create-input.ts'
import type { DraftForm } from './draft.ts'
import { DraftNotices } from './DraftNotices.tsx'
import { HowStep } from './HowStep.tsx'
import { PlanCard } from './PlanCard.tsx'
import { refusedByPlan, usePreview } from './preview.ts'
import { ReviewStep } from './ReviewStep.tsx'
import { refusedByCheck, useRevisionCheck } from './revision-check.ts'
import { ShareDraft } from './ShareDraft.tsx'
import { StartBar } from './StartBar.tsx'
import { refusedByName, StartStep } from './StartStep.tsx'
import { stepViews } from './step-views.ts'
import { StepList } from './StepList.tsx'
import { missing, refusedField, refusedStep } from './steps.ts'
import { StepSection } from './StepSection.tsx'
import { forgetUnfinished } from './unfinished.ts'
import { useSteps } from './use-steps.ts'
import { WhatStep } from './WhatStep.tsx'
import { WhereStep } from './WhereStep.tsx'

export function Wizard({ form }: { form: DraftForm }) {
  const [typed, setTyped] = useState('')
  const { userId = '' } = useSession()
  const navigate = useNavigate()
  const create = useOperation('createDeployment')
  const [preview, check, nav] = [usePreview(form), useRevisionCheck(form), useSteps(form)]
  const formReason =
    whyNot(useMay('createDeployment')) ??
    missing(form)?.reason ??
    stillLoading(form) ??
    refusedByCheck(check) ??
    refusedByPlan(preview)
  const reason = formReason ?? refusedByName(preview.plan?.confirm, typed)
  const input = form.revisionInfo && createInput(form, form.revisionInfo.location)
  const refused = isSame(create.variables, input) ? create.error : null
  const error = preview.error ?? refused
  const root = useRef<HTMLDivElement>(null)
  const wrong = useWrongFields(root)

  const start = () => {
    if (reason !== undefined || input === undefined || create.isPending) return
    wrong.pressed()
    create.mutate(withSeen(input, preview.plan?.seen), {
      onSuccess: ({ deploymentId }) => {
        forgetUnfinished(userId)
        void navigate(paths.deployment(deploymentId))
      },
      onError: (why) => {
        if (why.code === 'StateChanged') preview.retry()
        nav.go(refusedStep(why) ?? 'start')
      },
    })
  }

  return (
    <WrongFieldsOfForm value={wrong}>
      <div ref={root} className="flex min-h-[calc(100dvh-8rem)] flex-col">
        <div className="grid items-start gap-4 px-4 py-4 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] xl:grid-cols-[13rem_minmax(0,1fr)_minmax(0,25rem)]">
          <div className="flex flex-col gap-2 lg:col-span-2 xl:sticky xl:top-4 xl:col-span-1">
            <StepList
              views={stepViews({ form, preview, check, refused, reason })}
              current={nav.current}
              onGo={nav.go}
            />
            <ShareDraft form={form} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <DraftNotices form={form} preview={preview} />
            <StepSection step="where" question="Which hosts does it go to?" nav={nav}>
              <WhereStep form={form} preview={preview} error={error} />
            </StepSection>
            <StepSection step="what" question="What is deployed?" nav={nav}>
              <WhatStep form={form} check={check} error={error} />
            </StepSection>
            <StepSection step="how" question="How does it go, and what happens when it goes wrong?" nav={nav}>
              <HowStep key={form.draft.draft} form={form} preview={preview} error={error} />
            </StepSection>
            <StepSection step="review" question="What changes against what runs now?" nav={nav}>
              <ReviewStep preview={preview} />
            </StepSection>
            <StepSection step="start" question="The last look." nav={nav}>
              <StartStep form={form} preview={preview} typed={typed} onType={setTyped} onStart={start} />
            </StepSection>
            {refused !== null && refusedField(refused) === undefined && (
              <ErrorRegion what="The deployment was not started" error={refused} />
            )}
          </div>
          <div className="min-w-0 xl:sticky xl:top-4">
            <PlanCard preview={preview} lacking={isPlaced(form) ? missing(form)?.reason : undefined} />
          </div>
        </div>
        <StartBar
          reason={reason}
          isAgain={form.draft.from !== undefined}
          asksName={formReason === undefined && reason !== undefined}
          busy={create.isPending}
          onStart={start}
          onGo={nav.go}
        />
      </div>
    </WrongFieldsOfForm>
  )
}

/** Application and group are chosen. */
const isPlaced = ({ draft }: DraftForm): boolean => draft.application !== '' && draft.group !== ''

const stillLoading = ({ revisionInfo }: DraftForm): string | undefined =>
  revisionInfo === undefined ? 'The revisions are being loaded.' : undefined

type CreateInput = Input<'createDeployment'>

/** Started is what the plan shows, or nothing. */
const withSeen = (input: CreateInput, seen: string | undefined): CreateInput =>
  seen === undefined ? input : { ...input, seen }

/** A refusal is about what was sent: it goes when something else is chosen. */
const isSame = (sent: CreateInput | undefined, now: CreateInput | undefined): boolean =>
  sent !== undefined && now !== undefined && JSON.stringify(withSeen(now, sent.seen)) === JSON.stringify(sent)

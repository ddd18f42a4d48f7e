/** One page: where, what and how on the left; what will happen and what changes on the right. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { fieldError, useOperation } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Checkbox, Input } from '../../ui/Field.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { ChangesCard } from './ChangesCard.tsx'
import { createInput, useDraft } from './draft.ts'
import { HowFields } from './HowFields.tsx'
import { PlanCard } from './PlanCard.tsx'
import { ReplacementField } from './ReplacementField.tsx'
import { choosesReplacement, tagFiltersIn } from './replacement.ts'
import { refusedByPlan, usePreview } from './preview.ts'
import { WhereFields } from './WhereFields.tsx'

export default function CreateDeploymentScreen() {
  const form = useDraft()
  return (
    <>
      <PageHead
        title="Create deployment"
        crumbs={[{ name: 'Deployments', to: paths.deployments() }, { name: 'Create' }]}
      />
      {form.error !== null ? (
        <ErrorRegion what="The form could not be prepared" error={form.error} />
      ) : form.loading ? (
        <Loading what="Loading applications…">
          <BoneRows />
        </Loading>
      ) : form.applications.length === 0 ? (
        <EmptyState
          title="There is nothing to deploy yet"
          action={
            <ButtonLink look="primary" to={paths.newApplication()}>
              Create an application
            </ButtonLink>
          }
        >
          An application ties revisions and deployment groups together. Create one, upload a revision, and come back.
        </EmptyState>
      ) : (
        <DeploymentForm form={form} />
      )}
    </>
  )
}

function DeploymentForm({ form }: { form: ReturnType<typeof useDraft> }) {
  const { draft, choose, revisionInfo } = form
  const [description, setDescription] = useState('')
  const navigate = useNavigate()
  const create = useOperation('createDeployment')
  const preview = usePreview(form)
  const reason = whyNot(useMay('createDeployment')) ?? missing(form) ?? refusedByPlan(preview)

  const start = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== undefined || revisionInfo === undefined || create.isPending) return
    create.mutate(createInput(form, revisionInfo.location, description), {
      onSuccess: ({ deploymentId }) => void navigate(paths.deployment(deploymentId)),
    })
  }

  return (
    <div className="grid items-start gap-5 px-4 py-4 sm:px-6 xl:grid-cols-2">
      <form onSubmit={start} className="flex flex-col gap-4" noValidate>
        <WhereFields form={form} error={create.error} />
        <ReplacementField form={form} error={preview.error ?? create.error} />
        <HowFields form={form} preview={preview.plan} error={create.error} />
        <Checkbox
          label="Go on when an old stop script fails"
          hint="Stop scripts come from what is installed now; a broken one would fail every deployment."
          checked={draft.ignoreStopFailures}
          onChange={(event) => choose('ignoreStopFailures', String(event.target.checked))}
        />
        <Input
          label="Description"
          hint="Optional. Why now, or which ticket."
          maxLength={256}
          value={description}
          error={fieldError(create.error, 'description')}
          onChange={(event) => setDescription(event.target.value)}
        />
        {create.error !== null && <ErrorRegion what="The deployment was not started" error={create.error} />}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" look="primary" busy={create.isPending} disabledReason={reason}>
            Start deployment
          </Button>
          <ButtonLink look="quiet" to={paths.deployments()}>
            Cancel
          </ButtonLink>
        </div>
      </form>
      <div className="flex flex-col gap-4 xl:sticky xl:top-16">
        <PlanCard preview={preview} />
        {preview.plan?.changes !== undefined && <ChangesCard changes={preview.plan.changes} />}
      </div>
    </div>
  )
}

function missing({ draft, groupInfo, revisionInfo }: ReturnType<typeof useDraft>): string | undefined {
  if (draft.application === '') return 'Choose an application first.'
  if (draft.group === '') return 'Choose a deployment group first.'
  if (revisionInfo === undefined) return 'Choose a revision first.'
  if (choosesReplacement(groupInfo) && tagFiltersIn(draft.replacement).length === 0)
    return 'Choose the replacement hosts first.'
  return undefined
}

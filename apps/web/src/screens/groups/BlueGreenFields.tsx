/** Blue/green: where the replacement comes from, who moves the users and when, and what becomes of the originals. */
import type { ApiError } from '@sluice/api/client'
import { fieldError } from '../../query/op.ts'
import { Input, RadioGroup } from '../../ui/Field.tsx'
import { ApprovalFields } from './ApprovalFields.tsx'
import { ScalingGroupField } from './ScalingGroupField.tsx'
import { mayEndOriginals } from './traffic-draft.ts'
import type { PutTraffic, TrafficDraft } from './traffic-draft.ts'

const field = 'blueGreenDeploymentConfiguration'

interface BlueGreenFieldsProps {
  draft: TrafficDraft
  put: PutTraffic
  error: ApiError | null
}

export function BlueGreenFields({ draft, put, error }: BlueGreenFieldsProps) {
  return (
    <>
      <RadioGroup
        label="Replacement hosts"
        value={draft.replacement}
        error={fieldError(error, `${field}.greenFleetProvisioningOption.action`)}
        onChange={(replacement) => put({ replacement })}
        options={[
          {
            value: 'COPY_AUTO_SCALING_GROUP',
            label: 'Made for each deployment',
            hint: 'copies of a scaling group, as many as there are originals',
          },
          {
            value: 'DISCOVER_EXISTING',
            label: 'Hosts that are there already',
            hint: 'chosen by tags when a deployment is created',
          },
        ]}
      />
      {draft.replacement === 'COPY_AUTO_SCALING_GROUP' && (
        <ScalingGroupField
          value={draft.scalingGroup}
          error={fieldError(error, 'autoScalingGroups')}
          onChange={(scalingGroup) => put({ scalingGroup })}
        />
      )}
      <RerouteFields draft={draft} put={put} error={error} />
      <OriginalsFields draft={draft} put={put} error={error} />
      <ApprovalFields draft={draft} put={put} error={error} />
    </>
  )
}

function RerouteFields({ draft, put, error }: BlueGreenFieldsProps) {
  return (
    <>
      <RadioGroup
        label="When users are moved to the replacement"
        value={draft.reroute}
        onChange={(reroute) => put({ reroute })}
        options={[
          { value: 'people', label: 'When somebody says so', hint: 'the deployment waits, with the replacement ready' },
          { value: 'atOnce', label: 'At once', hint: 'as soon as the replacement is installed and healthy' },
        ]}
      />
      {draft.reroute === 'people' && (
        <>
          <Input
            label="Wait at most, in minutes"
            inputMode="decimal"
            hint="Up to 2,880: two days."
            value={draft.readyMinutes}
            error={fieldError(error, `${field}.deploymentReadyOption.waitTimeInMinutes`)}
            onChange={(event) => put({ readyMinutes: event.target.value })}
          />
          <RadioGroup
            label="If nobody decides until then"
            value={draft.atItsEnd}
            error={fieldError(error, `${field}.deploymentReadyOption.actionOnTimeout`)}
            onChange={(atItsEnd) => put({ atItsEnd })}
            options={[
              { value: 'STOP_DEPLOYMENT', label: 'The deployment stops', hint: 'users stay on the originals' },
              { value: 'CONTINUE_DEPLOYMENT', label: 'It goes on by itself', hint: 'users are moved unseen' },
            ]}
          />
        </>
      )}
    </>
  )
}

function OriginalsFields({ draft, put, error }: BlueGreenFieldsProps) {
  const problem = fieldError(error, `${field}.terminateBlueInstancesOnDeploymentSuccess.action`)
  if (!mayEndOriginals(draft))
    return (
      <p className="text-sm">
        <b className="block text-xs font-semibold">Originals afterwards</b>
        They live on without users, and leave the group. Hosts that nobody made here are never ended.
        {problem !== undefined && <span className="block text-xs font-medium text-failed-text">✕ {problem}</span>}
      </p>
    )
  return (
    <>
      <RadioGroup
        label="Originals afterwards"
        value={draft.originals}
        error={problem}
        onChange={(originals) => put({ originals })}
        options={[
          { value: 'TERMINATE', label: 'End them after a while', hint: 'until then users can be sent back at once' },
          { value: 'KEEP_ALIVE', label: 'Keep them', hint: 'they live on without users, and leave the group' },
        ]}
      />
      {draft.originals === 'TERMINATE' && (
        <Input
          label="Keep them for, in minutes"
          inputMode="decimal"
          hint="From the moment the last user was moved. Up to 2,880: two days."
          value={draft.keepMinutes}
          error={fieldError(error, `${field}.terminateBlueInstancesOnDeploymentSuccess.terminationWaitTimeInMinutes`)}
          onChange={(event) => put({ keepMinutes: event.target.value })}
        />
      )}
    </>
  )
}

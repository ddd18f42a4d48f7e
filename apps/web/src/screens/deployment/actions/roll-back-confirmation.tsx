/** What must be typed before a rollback by deploying: the server says when and what, by the rule that every start has. */
import type { Output } from '@sluice/api/contracts'
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { op } from '../../../query/op.ts'
import { Input } from '../../../ui/Field.tsx'

type Confirm = NonNullable<Output<'planDeployment'>['confirm']>

/** Nothing goes before it is known. */
export function useConfirmation(deployment: DeploymentSummary, enabled: boolean) {
  const { applicationName, deploymentGroupName, deploymentConfigName } = deployment
  const input = { applicationName, deploymentGroupName, deploymentConfigName }
  const { data, error, refetch } = useQuery({ ...op('planDeployment', input), enabled, retry: false })
  // The rollback itself is refused for that, in better words.
  const isRefused = error?.code === 'InvalidTargetInstancesException'
  const isKnown = data !== undefined || isRefused
  return {
    confirm: enabled ? data?.confirm : undefined,
    error: enabled && !isKnown ? error : null,
    retry: () => void refetch(),
    reasonFor: (typed: string): string | undefined => {
      if (!enabled) return undefined
      if (!isKnown) return 'What it would do at once is not known yet.'
      const wanted = data?.confirm?.typed
      return wanted === undefined || wanted === typed ? undefined : `Type ${wanted} first.`
    },
  }
}

interface TypeNameProps {
  confirm: Confirm
  typed: string
  onType: (typed: string) => void
  onSubmit: () => void
}

export function TypeName({ confirm, typed, onType, onSubmit }: TypeNameProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4">
      <Input
        label={`Type ${confirm.typed} to roll back`}
        hint={confirm.why}
        autoComplete="off"
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
    </form>
  )
}

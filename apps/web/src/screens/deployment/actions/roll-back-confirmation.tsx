/** Where a rollback by deploying would go and what must be typed before it: the server says both, by the rule that every start has. */
import type { Output } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { op } from '../../../query/op.ts'
import { Input } from '../../../ui/Field.tsx'

type Planned = Output<'planRollBack'>
type Confirm = NonNullable<Planned['whole']['confirm']>

/** Nothing goes before it is known. */
export function useRollBackPlan(
  deploymentId: string,
  { enabled, onlyChanged }: { enabled: boolean; onlyChanged: boolean },
) {
  const { data, error, refetch } = useQuery({ ...op('planRollBack', { deploymentId }), enabled, retry: false })
  // The rollback itself is refused for that, in better words.
  const isRefused = error?.code === 'InvalidTargetInstancesException'
  const isKnown = data !== undefined || isRefused
  const plan = enabled ? data : undefined
  const to = onlyChanged ? plan?.onlyChangedHosts?.to : plan?.whole
  return {
    to,
    only: plan?.onlyChangedHosts,
    error: enabled && !isKnown ? error : null,
    retry: () => void refetch(),
    reasonFor: (typed: string): string | undefined => {
      if (!enabled) return undefined
      if (!isKnown) return 'What it would do at once is not known yet.'
      if (onlyChanged && to === undefined) return 'It cannot go to the changed hosts alone any more.'
      const wanted = to?.confirm?.typed
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

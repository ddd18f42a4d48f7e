/**
 * The plan of what is chosen, asked again at every choice and every few seconds: hosts come and go. What is typed is planned
 * once it has rested: half a name is none. While another revision or configuration is computed the last plan stays, marked as
 * such; the plan of another group is never shown.
 */
import type { ApiError } from '@sluice/api/client'
import type { Input, Output } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { op } from '../../query/op.ts'
import { useSettled } from '../../components/use-settled.ts'
import { planInput } from './create-input.ts'
import type { Draft, DraftForm } from './draft.ts'
import { lacksHosts, namesIn } from './hosts-choice.ts'
import { choosesReplacement } from './replacement.ts'
import { toPutRight } from './steps.ts'

export interface Preview {
  /** Absent until a group is chosen, and until its first plan is there. */
  plan: Output<'planDeployment'> | undefined
  /** `plan` is none yet, or that of an earlier choice. */
  computing: boolean
  error: ApiError | null
  retry: () => void
}

/** Longer than between two keys of whoever types slowly. */
const typingRestMs = 600

export function usePreview({ draft: typed, groupInfo, revisionInfo }: DraftForm): Preview {
  const { draft, isSettled } = useRested(typed, groupInfo?.matchingInstances)
  const input = planInput({ draft, groupInfo }, revisionInfo?.location)
  const isChosen = !choosesReplacement(groupInfo) || input.targetInstances !== undefined
  const isComplete = isChosen && !lacksHosts(draft, groupInfo) && !lacksHosts(typed, groupInfo)
  const known = draft.application !== '' && draft.group !== '' && isComplete
  const query = useQuery({
    ...op('planDeployment', input),
    enabled: known,
    refetchInterval: 5000,
    placeholderData: (before, of) => (of !== undefined && sameGroup(of.queryKey[1], input) ? before : undefined),
  })
  const error = isSettled ? query.error : null
  const computing = query.isPending || query.isPlaceholderData || !isSettled
  return {
    plan: known && error === null ? query.data : undefined,
    computing: (known && error === null && computing) || !isSettled,
    error: known ? error : null,
    retry: () => void query.refetch(),
  }
}

function useRested(typed: Draft, hosts: readonly string[] | undefined): { draft: Draft; isSettled: boolean } {
  const only = useSettled(typed.only, typingRestMs)
  const replacement = useSettled(typed.replacement, typingRestMs)
  const isSettled = only === typed.only && replacement === typed.replacement
  if (isSettled) return { draft: typed, isSettled }
  const onlyTargets = typed.hosts === 'left' ? typed.onlyTargets : namesIn(only, hosts)
  return { draft: { ...typed, only, onlyTargets, replacement }, isSettled }
}

const sameGroup = (a: Input<'planDeployment'>, b: Input<'planDeployment'>): boolean =>
  a.applicationName === b.applicationName && a.deploymentGroupName === b.deploymentGroupName

/** Why it may not start, as far as the plan knows. */
export function refusedByPlan({ plan, computing, error }: Preview): string | undefined {
  if (error !== null) return toPutRight(error) ?? error.message
  if (computing || plan === undefined) return 'The plan of what you chose is being computed.'
  if (plan.busy !== undefined)
    return `${plan.busy.deploymentId} is running on this group. It is free again when that deployment ends.`
  return plan.plan.failsAtOnce?.message
}

/** What lies on the hosts that a stop would leave alone: asked while somebody decides, and anew while their number is another. */
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { op } from '../../../query/op.ts'
import { countIn, type Untouched } from './untouched-words.ts'

const askAgainMs = 2000

export function useUntouched({ deploymentId, blueGreen, stopConsequences }: DeploymentSummary): Untouched | undefined {
  const { data } = useQuery({
    ...op('planStop', { deploymentId }),
    enabled: blueGreen === undefined && stopConsequences.untouched > 0,
    refetchInterval: ({ state }) =>
      countIn(state.data?.untouched) === stopConsequences.untouched ? false : askAgainMs,
  })
  return data?.untouched
}

/** What a person asks of one running deployment: find it, pass the wish through the door, answer from what was committed. */
import type { DeploymentSignal, DeploymentSummary } from '@sluice/model'
import type { StoredEvent } from '@sluice/store'
import type { Call } from '../handler.ts'
import { orRefuse } from '../queries/or-refuse.ts'

type Wish = Extract<DeploymentSignal, { kind: 'stop' | 'hold' | 'release' | 'endTerminationWait' }>
type WithoutAddress<W> = W extends Wish ? Omit<W, 'to' | 'groupId' | 'deploymentId'> : never

export async function signalDeployment<Answer>(
  call: Call,
  { deploymentId, deploymentGroupId: groupId }: DeploymentSummary,
  wish: WithoutAddress<Wish>,
  answerOf: (events: StoredEvent[]) => Answer,
): Promise<Answer> {
  const signal = { to: 'deployment', groupId, deploymentId, ...wish } as const
  const decided = await call.ports.conductor.submit(signal, call.by(`deployment:${deploymentId}`), answerOf)
  // What `answerOf` gave now, or gave to the first of two equal calls.
  return orRefuse(decided).answer as Answer
}

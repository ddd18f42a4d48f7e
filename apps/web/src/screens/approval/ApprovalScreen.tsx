/**
 * The decision on the reroute of one blue/green deployment, and afterwards the watch over it: one address from the notice
 * to the record. What changes comes from the deployment's topic; the evidence is asked for every two seconds.
 */
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useParams } from 'react-router'
import { isTerminal } from '@sluice/model/deployment-status'
import { askAgainMs, newestOf } from '../../live/known.ts'
import { useTopic } from '../../live/bridge.ts'
import { op } from '../../query/op.ts'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Bone, Loading } from '../../ui/Skeleton.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { AfterPage } from './AfterPage.tsx'
import { ApprovePage } from './ApprovePage.tsx'
import { NothingToApprove } from './NothingToApprove.tsx'
import { stageOf } from './stage.ts'
import type { Stage } from './stage.ts'
import { useDecision } from './use-decision.ts'

const evidenceEveryMs = 2000
/** While users are being moved the picture follows them. */
const movingEveryMs = 1000
/** After the end only whether users can still be sent back may change. */
const afterwardsEveryMs = 5000

export default function ApprovalScreen() {
  const { deploymentId = '' } = useParams()
  return <OneApproval key={deploymentId} deploymentId={deploymentId} />
}

function OneApproval({ deploymentId }: { deploymentId: string }) {
  const live = useTopic('deployment', deploymentId)
  const asked = useQuery({
    ...op('getDeployment', { deploymentId }),
    refetchInterval: ({ state }) => (live.state !== 'live' && state.data !== undefined ? askAgainMs : false),
  })
  const known = newestOf(live, { deployment: asked.data?.deploymentInfo, answeredAt: asked.dataUpdatedAt })
  const stage = known === undefined ? undefined : stageOf(known.deployment)
  const isAsked = stage === 'waiting' || stage === 'moving' || stage === 'kept' || stage === 'over'
  const isOver = known !== undefined && isTerminal(known.deployment.status)
  const approval = useQuery({
    ...op('getApproval', { deploymentId }),
    enabled: isAsked,
    refetchInterval: isOver ? afterwardsEveryMs : stage === 'moving' ? movingEveryMs : evidenceEveryMs,
  })
  const decision = useDecision(deploymentId)
  const lastEvidence = useLast(approval.data?.evidence)
  useHeadingFocus(stage)
  useAskAtTurns(known?.deployment, isAsked ? approval.refetch : undefined)

  if (known === undefined || stage === undefined) return <NotThereYet deploymentId={deploymentId} asked={asked} />
  switch (stage) {
    case 'notBlueGreen':
    case 'sendsBack':
    case 'early':
      return <NothingToApprove known={known} stage={stage} />
    case 'waiting':
      return <ApprovePage known={known} approval={approval} decision={decision} />
    case 'moving':
    case 'kept':
    case 'over':
      return (
        <AfterPage
          known={known}
          stage={stage}
          approval={approval}
          lastEvidence={lastEvidence}
          keptNote={decision.isKept ? '' : decision.draft.note}
        />
      )
  }
}

/** What was there last, while there is none. */
function useLast<Value>(value: Value | undefined): Value | undefined {
  const last = useRef(value)
  last.current = value ?? last.current
  return last.current
}

/** At each step of the deployment the evidence is another one: it is asked for at once. */
function useAskAtTurns(deployment: DeploymentSummary | undefined, ask: (() => unknown) | undefined): void {
  const turn = deployment && `${deployment.status} ${deployment.blueGreen?.step}`
  const before = useRef(turn)
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    if (before.current !== undefined && before.current !== turn) latest.current?.()
    before.current = turn
  }, [turn])
}

/** When the page turns into another one, what had the focus may be gone: people who listen go on at its heading. */
function useHeadingFocus(stage: Stage | undefined): void {
  const before = useRef(stage)
  useEffect(() => {
    const hasTurned = before.current !== undefined && before.current !== stage
    before.current = stage
    if (hasTurned && document.activeElement === document.body) document.querySelector('h1')?.focus()
  }, [stage])
}

interface NotThereYetProps {
  deploymentId: string
  asked: { error: { message: string; status: number; requestId?: string | undefined } | null; refetch(): unknown }
}

function NotThereYet({ deploymentId, asked: { error, refetch } }: NotThereYetProps) {
  const isUnknown = error !== null && error.status >= 400 && error.status < 500
  return (
    <>
      <PageHead
        title={`Approve traffic reroute ${deploymentId}`}
        crumbs={[{ name: 'Approvals', to: paths.approvals() }, { name: <span className="mono">{deploymentId}</span> }]}
      />
      {error === null && (
        <Loading what={`Loading ${deploymentId}…`} onRetry={() => void refetch()}>
          <div className="grid gap-4 p-6 lg:grid-cols-2">
            <Bone className="h-64" />
            <Bone className="h-64" />
          </div>
        </Loading>
      )}
      {error !== null && (
        <ErrorRegion
          what={`${deploymentId} could not be loaded`}
          error={error}
          stillWorks={
            isUnknown
              ? 'The id may be mistyped: it looks like d-1A2B3C4D5.'
              : 'The deployment itself goes on, and so does its deadline.'
          }
          onRetry={isUnknown ? undefined : () => void refetch()}
        />
      )}
    </>
  )
}

/** The first screen: what waits for me, what goes wrong, what runs, what ended last, and how busy two weeks were. */
import type { Input, Output } from '@sluice/api/contracts'
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { StaleTag } from '../../components/StaleTag.tsx'
import { WaitingCard } from '../../components/WaitingCard.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { useWaiting } from '../../frame/waiting.ts'
import { useTopic } from '../../live/bridge.ts'
import type { TopicView } from '../../live/bridge.ts'
import { newestAsOf, newestRows } from '../../live/known.ts'
import { standingOfAll } from '../../live/standing.ts'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useAskedAgain } from '../../query/use-asked-again.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { GoButton } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { AttentionList } from './AttentionList.tsx'
import { DaysStrip } from './DaysStrip.tsx'
import { headline, lately, runningAmong } from './now.ts'
import { NothingYet, Quiet } from './Quiet.tsx'
import { Recent } from './Recent.tsx'
import { RunningRow } from './RunningRow.tsx'

const running: Input<'listDeployments'> = { includeOnlyStatuses: ['Created', 'Queued', 'InProgress', 'Baking'] }

/** While the channel is cut, what it would tell is asked for. */
const askAgainMs = 10_000

type Asked = Pick<UseQueryResult<Output<'listDeployments'>>, 'data' | 'dataUpdatedAt'>

const known = ({ data, dataUpdatedAt }: Asked, live: TopicView<'deployments'>) =>
  newestRows({ rows: data?.deploymentsInfo ?? [], answeredAt: dataUpdatedAt }, live)

export default function NowScreen() {
  const waiting = useWaiting()
  const live = useTopic('deployments', '*')
  const whileCut = { refetchInterval: live.state === 'live' ? (false as const) : askAgainMs }
  const asked = useQuery({ ...op('listDeployments', running), ...whileCut })
  const newest = useQuery({ ...op('listDeployments', {}), ...whileCut })
  const now = useQuery({ ...op('getNow', {}), refetchInterval: 30_000 })
  useAskedAgain('getNow', standingOfAll(live.data ?? []))
  const runs = runningAmong(known(asked, live))
  const ended = lately(known(newest, live))
  const attention = now.data?.attention ?? []
  const isKnown = asked.data !== undefined && newest.data !== undefined && now.data !== undefined && waiting.isKnown
  const error = asked.error ?? newest.error ?? now.error
  const isNew = isKnown && runs.length + ended.length + waiting.rows.length === 0

  return (
    <>
      <PageHead title="Now" actions={<CreateButton />}>
        {isKnown && (
          <p role="status" aria-label="Now in short" className="mt-1 text-muted">
            {headline({ waiting: waiting.rows.length, running: runs.length, attention: attention.length })}
          </p>
        )}
      </PageHead>
      <div
        data-state={live.state === 'loading' ? 'live' : live.state}
        className="relative flex flex-col gap-4 px-4 py-4 sm:px-6"
      >
        <StaleTag asOf={newestAsOf(live, Math.min(asked.dataUpdatedAt, newest.dataUpdatedAt))} />
        {error !== null && (
          <ErrorRegion
            what="Part of this page could not be loaded"
            error={error}
            stillWorks="What is shown below is as it was told last."
            onRetry={() => void Promise.all([asked.refetch(), newest.refetch(), now.refetch()])}
          />
        )}
        {!isKnown && error === null && (
          <Loading what="Loading what happens now…">
            <BoneRows rows={5} />
          </Loading>
        )}
        {isNew && <NothingYet />}
        {isKnown && !isNew && (
          <>
            <Waiting rows={waiting.rows} />
            {attention.length > 0 && <AttentionList attention={attention} />}
            <Running rows={runs} lastEnded={ended[0]} />
            <Recent rows={ended.slice(0, 5)} />
            <DaysStrip hours={now.data.hours} days={now.data.days} />
          </>
        )}
      </div>
    </>
  )
}

function Waiting({ rows }: { rows: readonly DeploymentSummary[] }) {
  if (rows.length === 0) return null
  return (
    <Card title="Waiting for a decision" aside="the nearest deadline first">
      <ul className="flex flex-col gap-3">
        {rows.map((row) => (
          <WaitingCard key={row.deploymentId} deployment={row} />
        ))}
      </ul>
    </Card>
  )
}

interface RunningProps {
  rows: readonly DeploymentSummary[]
  lastEnded: DeploymentSummary | undefined
}

function Running({ rows, lastEnded }: RunningProps) {
  if (rows.length === 0) return <Quiet lastEnded={lastEnded} />
  return (
    <Card title="Running" aside={rows.length === 1 ? '1 deployment' : `${rows.length} deployments`}>
      <ul className="flex flex-col divide-y divide-line">
        {rows.map((row) => (
          <RunningRow key={row.deploymentId} deployment={row} />
        ))}
      </ul>
    </Card>
  )
}

function CreateButton() {
  return (
    <GoButton to={paths.newDeployment()} look="primary" disabledReason={whyNot(useMay('createDeployment'))}>
      Create deployment
    </GoButton>
  )
}

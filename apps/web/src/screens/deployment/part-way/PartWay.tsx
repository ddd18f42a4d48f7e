/**
 * After a stop or a failure: the hosts that were begun and not finished, one by one. What ran, what lies there, what to do, and
 * whether a later deployment has put it right; the server says all of it.
 */
import type { LeftPartWay } from '@sluice/api/contracts'
import type { DeploymentSummary } from '@sluice/model'
import { useInfiniteQuery } from '@tanstack/react-query'
import { paths } from '../../../paths.ts'
import { pagesOf } from '../../../query/op.ts'
import { useMay, whyNot } from '../../../session/session.ts'
import { Button, GoButton } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { isTerminalStatus } from '../terminal.ts'
import { PartWayHost } from './PartWayHost.tsx'

export function PartWay({ deployment }: { deployment: DeploymentSummary }) {
  const { status, deploymentOverview } = deployment
  const mayHaveLeft = deploymentOverview.Failed + deploymentOverview.Skipped > 0
  return isTerminalStatus(status) && mayHaveLeft ? <LeftHosts deployment={deployment} /> : null
}

function LeftHosts({ deployment }: { deployment: DeploymentSummary }) {
  const { deploymentId, actions } = deployment
  const mayCreate = useMay('createDeployment')
  const list = useInfiniteQuery(pagesOf('listTargetsLeftPartWay', { deploymentId }))
  const rows = list.data?.pages.flatMap((page) => page.targets) ?? []
  const { total = 0, targetIds: stillLeft = [] } = list.data?.pages[0] ?? {}
  if (list.error !== null && list.data === undefined)
    return (
      <ErrorRegion
        what="The hosts that were left part-way could not be listed"
        error={list.error}
        stillWorks="The fleet shows their states."
        onRetry={() => void list.refetch()}
      />
    )
  if (total === 0) return null
  const isPutRight = !list.hasNextPage && rows.every(({ since }) => since?.state === 'putRight')
  return (
    <Card
      title={`Left part-way (${total.toLocaleString('en')})`}
      aside={isPutRight ? 'a later deployment went over all of them' : undefined}
      actions={
        <CopyButton
          text={rows.map((row) => row.targetId).join('\n')}
          what={list.hasNextPage ? 'the names that are loaded' : 'the names'}
        />
      }
      className="shrink-0"
      bodyClassName="max-h-80 overflow-y-auto"
    >
      <HostList rows={rows} isPutRight={isPutRight} />
      <div className="flex flex-wrap items-center gap-2 px-3.5 py-2.5 empty:hidden">
        {list.hasNextPage && (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more of {total.toLocaleString('en')} hosts
          </Button>
        )}
        {!isPutRight && (
          <>
            {deployment.blueGreen === undefined && stillLeft.length > 0 && (
              <GoButton
                to={paths.newDeployment({ from: deploymentId, hosts: 'left' })}
                disabledReason={whyNot(mayCreate, actions.redeploy)}
              >
                Redeploy to {redeployed(stillLeft.length, total)}…
              </GoButton>
            )}
            <GoButton
              to={paths.newDeployment({ from: deploymentId })}
              disabledReason={whyNot(mayCreate, actions.redeploy)}
            >
              Deploy again
            </GoButton>
          </>
        )}
      </div>
    </Card>
  )
}

/** Those that were put right since are left alone. */
function redeployed(stillLeft: number, total: number): string {
  if (total === 1) return 'this one'
  return stillLeft === total ? 'these' : `${stillLeft.toLocaleString('en')} of these`
}

/** What needs nothing any more is out of the way. */
function HostList({ rows, isPutRight }: { rows: readonly LeftPartWay[]; isPutRight: boolean }) {
  const list = (
    <ul aria-label="Hosts left part-way">
      {rows.map((row) => (
        <PartWayHost key={row.targetId} row={row} />
      ))}
    </ul>
  )
  if (!isPutRight) return list
  return (
    <details>
      <summary className="min-h-9 px-3.5 py-2 max-sm:min-h-11">What each of them had then</summary>
      {list}
    </details>
  )
}

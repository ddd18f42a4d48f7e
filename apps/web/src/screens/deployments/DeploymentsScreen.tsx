/** The history of deployments, newest first, live. Filters are in the URL. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { useTopic } from '../../live/bridge.ts'
import { paths } from '../../paths.ts'
import { pagesOf } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button, GoButton } from '../../ui/Button.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { StaleTag } from '../../components/StaleTag.tsx'
import { DeploymentsTable } from './DeploymentsTable.tsx'
import { filterFrom, isFiltered, listInput } from './filter.ts'
import { FilterBar } from './FilterBar.tsx'
import { NoDeployments } from './NoDeployments.tsx'
import { listRows } from './rows.ts'
import { useAdmission } from './use-admission.ts'

export default function DeploymentsScreen() {
  const [params] = useSearchParams()
  const filter = useMemo(() => filterFrom(params), [params])
  const list = useInfiniteQuery(pagesOf('listDeployments', listInput(filter)))
  const live = useTopic('deployments', '*')
  const admission = useAdmission()

  const pages = list.data?.pages.flatMap((page) => page.deploymentsInfo) ?? []
  const rows = listRows(pages, live.data ?? [], filter, admission.admitted)
  admission.offer(rows.waiting)

  return (
    <>
      <PageHead title="Deployments" actions={<CreateButton />} />
      <FilterBar filter={filter} />
      <div
        {...admission.region}
        data-state={live.state === 'loading' ? 'live' : live.state}
        className="relative px-4 pb-6 sm:px-6"
      >
        <StaleTag asOf={live.asOf} />
        {rows.waiting.length > 0 && (
          <div className="sticky top-14 z-10 flex justify-center lg:top-2">
            <Button look="primary" onClick={admission.admitAll} className="rounded-full">
              +{rows.waiting.length} new
            </Button>
          </div>
        )}
        {list.error !== null && (
          <ErrorRegion
            what="The deployments could not be listed"
            error={list.error}
            stillWorks="Running deployments go on."
            onRetry={() => void list.refetch()}
          />
        )}
        {list.isPending && (
          <Loading what="Loading deployments…" onRetry={() => void list.refetch()}>
            <BoneRows />
          </Loading>
        )}
        {list.data !== undefined &&
          (rows.shown.length === 0 ? (
            <NoDeployments filtered={isFiltered(filter)} />
          ) : (
            <DeploymentsTable rows={rows.shown} />
          ))}
        {list.hasNextPage && (
          <div className="flex justify-center pt-4">
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {list.isFetchingNextPage ? 'Loading…' : 'Load older deployments'}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

function CreateButton() {
  return (
    <GoButton to={paths.newDeployment()} look="primary" disabledReason={whyNot(useMay('createDeployment'))}>
      Create deployment
    </GoButton>
  )
}

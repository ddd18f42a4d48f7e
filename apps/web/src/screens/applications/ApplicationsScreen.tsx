/** All applications: what is deployed here at all. The order is in the address. */
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { Findable } from '../../components/Findable.tsx'
import { ListStates } from '../../components/ListStates.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { useMay } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ApplicationsTable } from './ApplicationsTable.tsx'
import { ordered, orderIn, orderText, turned } from './order.ts'
import type { SortField } from './order.ts'

/** More than one looks through at a glance. */
const findFrom = 8

export default function ApplicationsScreen() {
  const list = useQuery(allPagesOf('listApplications', {}))
  const mayCreate = useMay('createApplication')
  const [params, setParams] = useSearchParams()
  const order = orderIn(params.get('sort'))
  const sortBy = (field: SortField) => {
    const sort = orderText(turned(order, field))
    setParams(sort === undefined ? {} : { sort }, { replace: true, preventScrollReset: true })
  }
  const create = mayCreate.allowed && (
    <ButtonLink look="primary" to={paths.newApplication()}>
      Create application
    </ButtonLink>
  )
  return (
    <>
      <PageHead title="Applications" actions={create} />
      <ListStates
        what="applications"
        query={list}
        rowsOf={(data) => data.applicationsInfo}
        empty={
          <EmptyState title="No application yet" action={create}>
            An application ties revisions and deployment groups together. {create === false && mayCreate.reason}
          </EmptyState>
        }
      >
        {(applications) => (
          <Findable
            what="applications"
            rows={ordered(applications, order)}
            textOf={({ applicationName, computePlatform }) => `${applicationName} ${computePlatform}`}
            findFrom={findFrom}
          >
            {(shown) => <ApplicationsTable applications={shown} order={order} onSort={sortBy} />}
          </Findable>
        )}
      </ListStates>
    </>
  )
}

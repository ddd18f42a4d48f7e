/** All applications: what is deployed here at all. */
import type { Output } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Findable } from '../../components/Findable.tsx'
import { ListStates } from '../../components/ListStates.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { useMay } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'

type Application = Output<'listApplications'>['applicationsInfo'][number]

export default function ApplicationsScreen() {
  const list = useQuery(allPagesOf('listApplications', {}))
  const mayCreate = useMay('createApplication')
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
          <Findable what="applications" rows={applications} textOf={(one) => one.applicationName}>
            {(shown) => <Applications applications={shown} />}
          </Findable>
        )}
      </ListStates>
    </>
  )
}

function Applications({ applications }: { applications: readonly Application[] }) {
  return (
    <Table aria-label="Applications">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th className="max-sm:hidden">Compute platform</Th>
          <Th>
            <span className="max-sm:hidden">Deployment groups</span>
            <span className="sm:hidden">Groups</span>
          </Th>
          <Th>Revisions</Th>
          <Th className="max-sm:hidden">Created</Th>
        </tr>
      </thead>
      <tbody>
        {applications.map((application) => (
          <tr key={application.applicationId} className="hover:bg-surface">
            <Td className="break-words max-sm:max-w-44">
              <Link className="link font-semibold" to={paths.application(application.applicationName)}>
                {application.applicationName}
              </Link>
            </Td>
            <Td className="max-sm:hidden">{application.computePlatform}</Td>
            <Td>{application.groupCount}</Td>
            <Td>
              <Link className="link" to={paths.revisions(application.applicationName)}>
                {application.revisionCount}
                <span className="sr-only"> revisions of {application.applicationName}</span>
              </Link>
            </Td>
            <Td className="max-sm:hidden">
              <Time at={application.createTime} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

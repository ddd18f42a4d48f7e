/** All applications: what is deployed here at all. */
import type { Output } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useMay } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'

export default function ApplicationsScreen() {
  const list = useQuery(op('listApplications', {}))
  const mayCreate = useMay('createApplication')
  const create = mayCreate.allowed && (
    <ButtonLink look="primary" to={paths.newApplication()}>
      Create application
    </ButtonLink>
  )
  return (
    <>
      <PageHead title="Applications" actions={create} />
      {list.error !== null && (
        <ErrorRegion what="Applications could not be loaded" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && (
        <Loading what="Loading applications…">
          <BoneRows />
        </Loading>
      )}
      {list.data !== undefined && <Applications list={list.data} create={create} whyNot={mayCreate.reason} />}
    </>
  )
}

interface ApplicationsProps {
  list: Output<'listApplications'>
  create: React.ReactNode
  whyNot: string | undefined
}

function Applications({ list: { applicationsInfo }, create, whyNot }: ApplicationsProps) {
  if (applicationsInfo.length === 0)
    return (
      <EmptyState title="No application yet" action={create}>
        An application ties revisions and deployment groups together. {create === false && whyNot}
      </EmptyState>
    )
  return (
    <div className="px-1 py-2 sm:px-3">
      <Table aria-label="Applications">
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Compute platform</Th>
            <Th>Deployment groups</Th>
            <Th>Revisions</Th>
            <Th>Created</Th>
          </tr>
        </thead>
        <tbody>
          {applicationsInfo.map((application) => (
            <tr key={application.applicationId} className="hover:bg-surface">
              <Td>
                <Link className="link font-semibold" to={paths.application(application.applicationName)}>
                  {application.applicationName}
                </Link>
              </Td>
              <Td>{application.computePlatform}</Td>
              <Td>{application.groupCount}</Td>
              <Td>
                <Link className="link" to={paths.revisions(application.applicationName)}>
                  {application.revisionCount}
                  <span className="sr-only"> revisions of {application.applicationName}</span>
                </Link>
              </Td>
              <Td>
                <Time at={application.createTime} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

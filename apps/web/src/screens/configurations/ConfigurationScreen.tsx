/** One configuration: what it does with any number of hosts, and which groups deploy with it. */
import type { Output } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { ConfigCalculator } from '../../components/ConfigCalculator.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { DeleteConfigDialog } from './DeleteConfigDialog.tsx'

type Info = Output<'getDeploymentConfig'>['deploymentConfigInfo']

export default function ConfigurationScreen() {
  const { name = '' } = useParams()
  const [deleting, setDeleting] = useState(false)
  const query = useQuery(op('getDeploymentConfig', { deploymentConfigName: name }))
  const mayDelete = useMay('deleteDeploymentConfig')
  const info = query.data?.deploymentConfigInfo
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ name: 'Configurations', to: paths.configurations() }, { name }]}
        heading={
          <>
            {name} {info?.isPredefined === true && <Pill>predefined</Pill>}
          </>
        }
        actions={
          info !== undefined && (
            <Button
              look="danger"
              disabledReason={whyNot(mayDelete, info.actions.delete)}
              onClick={() => setDeleting(true)}
            >
              Delete…
            </Button>
          )
        }
      >
        <p className="mt-1 min-h-5 text-muted">{info?.criteria}</p>
      </PageHead>
      {query.error !== null && (
        <ErrorRegion
          what="The configuration could not be loaded"
          error={query.error}
          onRetry={query.error.status === 404 ? undefined : () => void query.refetch()}
        />
      )}
      {query.isPending && (
        <Loading what="Loading the configuration…">
          <BoneRows rows={5} />
        </Loading>
      )}
      {info !== undefined && <Body key={name} info={info} state={query.error === null ? 'live' : 'stale'} />}
      {info !== undefined && deleting && <DeleteConfigDialog name={name} onClose={() => setDeleting(false)} />}
    </>
  )
}

function Body({ info, state }: { info: Info; state: 'live' | 'stale' }) {
  return (
    <div className="grid items-start gap-4 px-4 py-4 sm:px-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <Card title="What it does" aside="with any number of hosts" state={state}>
        <ConfigCalculator config={{ deploymentConfigName: info.deploymentConfigName }} />
      </Card>
      <div className="flex flex-col gap-4">
        <UsedBy info={info} state={state} />
        {info.createTime !== undefined && (
          <p className="text-sm text-muted">
            Created <Time at={info.createTime} />.
          </p>
        )}
      </div>
    </div>
  )
}

function UsedBy({ info: { usedBy, groups }, state }: { info: Info; state: 'live' | 'stale' }) {
  return (
    <Card title="Used by" aside={`${groups.toLocaleString('en')} ${groups === 1 ? 'group' : 'groups'}`} state={state}>
      {groups === 0 && (
        <p className="text-muted">
          No group deploys with it. Choose it in the settings of a group, or for a single deployment.
        </p>
      )}
      <ul className="flex flex-col gap-1 [overflow-wrap:anywhere]">
        {usedBy.map(({ applicationName, deploymentGroupName }) => (
          <li key={`${applicationName}/${deploymentGroupName}`}>
            <Link className="link" to={paths.group(applicationName, deploymentGroupName)}>
              {applicationName} / {deploymentGroupName}
            </Link>
          </li>
        ))}
      </ul>
      {groups > usedBy.length && (
        <p className="mt-2 text-sm text-muted">and {(groups - usedBy.length).toLocaleString('en')} more</p>
      )}
    </Card>
  )
}

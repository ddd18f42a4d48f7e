/** Which groups a change of tags brings a host into and out of, said before it happens; and that nothing is deployed by it. */
import type { GroupAfterTags, Input } from '@sluice/api/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useSettled } from '../../components/use-settled.ts'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'

export function GroupsOfTags({ change }: { change: Input<'previewInstanceTags'> }) {
  const asked = useSettled(JSON.stringify(change))
  const query = useQuery({
    ...op('previewInstanceTags', JSON.parse(asked) as Input<'previewInstanceTags'>),
    placeholderData: keepPreviousData,
  })
  if (query.error !== null) return <p className="text-failed-text">✕ {query.error.message}</p>
  if (query.data === undefined) return null
  const { groups, isCut } = query.data
  const joined = groups.filter((group) => group.joins.length > 0)
  return (
    <div role="status" className="flex flex-col gap-2 rounded-md border border-line bg-surface px-3 py-2 text-sm">
      {groups.length === 0 && <p>No deployment group selects it by these tags.</p>}
      <Line word="Joins" groups={joined} />
      <Line word="Leaves" groups={groups.filter((group) => group.leaves.length > 0)}>
        What is installed there stays, and no deployment of the group touches it any more.
      </Line>
      <Line word="Stays in" groups={groups.filter((group) => group.stays.length > 0)} />
      {isCut && <p className="text-muted">There are more groups than are named here.</p>}
      {joined.length > 0 && <NothingIsDeployed groups={joined} />}
    </div>
  )
}

interface LineProps {
  word: string
  groups: readonly GroupAfterTags[]
  children?: string
}

function Line({ word, groups, children }: LineProps) {
  if (groups.length === 0) return null
  return (
    <p className="[overflow-wrap:anywhere]">
      <b>{word}</b>{' '}
      {groups.map(({ applicationName, deploymentGroupName }, at) => (
        <span key={`${applicationName}/${deploymentGroupName}`}>
          {at > 0 && ', '}
          <Link className="link" to={paths.group(applicationName, deploymentGroupName)}>
            {applicationName} / {deploymentGroupName}
          </Link>
        </span>
      ))}
      . {children !== undefined && <span className="text-muted">{children}</span>}
    </p>
  )
}

/** Tags say who is meant; only a deployment puts files on a host. */
function NothingIsDeployed({ groups }: { groups: readonly GroupAfterTags[] }) {
  const [first] = groups
  if (first === undefined) return null
  return (
    <p className="text-ready-text">
      ◆ Tags deploy nothing: it gets a revision with the next deployment.{' '}
      <Link
        className="link"
        to={paths.newDeployment({ application: first.applicationName, group: first.deploymentGroupName })}
      >
        Deploy to {first.deploymentGroupName}
      </Link>
    </p>
  )
}

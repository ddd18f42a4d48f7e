/** The same failure in an earlier deployment, and what ended it. */
import type { EarlierFailure } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { paths } from '../../../paths.ts'
import { Time } from '../../../ui/Time.tsx'

export function Earlier({ before }: { before: EarlierFailure }) {
  const { endedBy } = before
  return (
    <p>
      Same failure in <DeploymentId id={before.deploymentId} /> of {before.deploymentGroupName}, <Time at={before.at} />
      {endedBy === undefined ? (
        '; nothing has succeeded there since.'
      ) : (
        <>
          ; ended by {endedBy.isRollback ? 'going back to' : 'deploying'} <b className="mono">{endedBy.revisionName}</b>{' '}
          (
          <DeploymentId id={endedBy.deploymentId} />
          ).
        </>
      )}
    </p>
  )
}

function DeploymentId({ id }: { id: string }) {
  return (
    <Link className="link mono" to={paths.deployment(id)}>
      {id}
    </Link>
  )
}

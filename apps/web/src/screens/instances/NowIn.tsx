/** Where a host is now, once it has come or its tags have changed; and the next step, because nothing was deployed by that. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'

export function NowIn({ instanceName }: { instanceName: string }) {
  const { data } = useQuery(op('listInstanceGroups', { instanceName }))
  return (
    <div className="flex flex-col gap-2">
      {data?.groups.length === 0 && (
        <p>No deployment group selects it yet: give it tags that a group has, or a group tags that it has.</p>
      )}
      {data !== undefined && data.groups.length > 0 && (
        <>
          <p>It is in {data.groups.length === 1 ? 'this group' : 'these groups'}. Nothing is deployed by that.</p>
          <ul className="flex flex-col gap-1">
            {data.groups.map(({ applicationName: application, deploymentGroupName: group }) => (
              <li key={`${application}/${group}`} className="flex flex-wrap gap-x-3 [overflow-wrap:anywhere]">
                <Link className="link font-semibold" to={paths.group(application, group)}>
                  {application} / {group}
                </Link>
                <Link className="link" to={paths.newDeployment({ application, group })}>
                  Deploy to {group}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Link className="link" to={paths.instance(instanceName)}>
          Open the page of {instanceName}
        </Link>
      </p>
    </div>
  )
}

/** Which target groups the hosts are registered in; without any there is no traffic to move. */
import type { ApiError } from '@sluice/api/client'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { fieldError, op } from '../../query/op.ts'
import type { PutTraffic, TrafficDraft } from './traffic-draft.ts'
import { useWrongField, wrongMark } from '../../ui/wrong-fields.ts'

interface TargetGroupFieldsProps {
  draft: TrafficDraft
  put: PutTraffic
  error: ApiError | null
}

export function TargetGroupFields({ draft, put, error }: TargetGroupFieldsProps) {
  const id = useId()
  const { data } = useQuery(op('listLoadBalancers', {}))
  const balancers = data?.loadBalancers ?? []
  const problem = fieldError(error, 'loadBalancerInfo.targetGroupInfoList') ?? missingGroup(error)
  const toggle = (name: string, on: boolean) =>
    put({ targetGroups: on ? [...draft.targetGroups, name] : draft.targetGroups.filter((one) => one !== name) })
  useWrongField(problem)
  return (
    <fieldset aria-describedby={`${id}-hint ${id}-error`} className="flex flex-col gap-1" {...wrongMark(problem)}>
      <legend className="mb-1 text-xs font-semibold">Target groups</legend>
      {balancers.flatMap((balancer) =>
        balancer.targetGroups.map(({ name, port }) => (
          <label key={name} className="flex min-h-7 items-center gap-2.5 max-sm:min-h-11">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={draft.targetGroups.includes(name)}
              onChange={(event) => toggle(name, event.target.checked)}
            />
            <span className="[overflow-wrap:anywhere]">
              {name}{' '}
              <span className="text-xs text-muted">
                port {port} of the hosts, behind {balancer.name} on port {balancer.listeners.production}
              </span>
            </span>
          </label>
        )),
      )}
      <p id={`${id}-error`} className="text-xs font-medium text-failed-text empty:hidden">
        {problem === undefined ? '' : `✕ ${problem}`}
      </p>
      <p id={`${id}-hint`} className="text-xs text-muted">
        <Hint draft={draft} isEmpty={data !== undefined && balancers.every((one) => one.targetGroups.length === 0)} />
      </p>
    </fieldset>
  )
}

const missingGroup = (error: ApiError | null): string | undefined =>
  error?.code === 'TargetGroupDoesNotExist' ? error.message : undefined

function Hint({ draft, isEmpty }: { draft: TrafficDraft; isEmpty: boolean }) {
  if (isEmpty)
    return (
      <>
        There is no target group yet.{' '}
        <Link className="link" to={paths.loadBalancers()}>
          Create a load balancer
        </Link>{' '}
        and add one; then hosts leave it before they are changed, and users notice nothing.
      </>
    )
  if (draft.type === 'BLUE_GREEN') return <>Users are moved here, from the original hosts to the replacement.</>
  return draft.targetGroups.length === 0 ? (
    <>Without one, hosts are changed while they serve.</>
  ) : (
    <>Each host leaves them before it is changed and comes back when it is healthy: 13 lifecycle events instead of 7.</>
  )
}

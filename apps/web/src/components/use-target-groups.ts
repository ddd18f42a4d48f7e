/** The target groups with these names, wherever they are, with their members; asked again while somebody looks. */
import type { ApiError } from '@sluice/api/client'
import type { Output } from '@sluice/api/contracts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { op } from '../query/op.ts'

const askAgainMs = 2000

type Standing = Output<'getLoadBalancer'>

export interface ShownTargetGroup {
  loadBalancerName: string
  /** Why nothing is known of its balancer now. */
  trouble: string | undefined
  group: Standing['targetGroups'][number]
}

export interface TargetGroupsView {
  groups: readonly ShownTargetGroup[]
  /** Wanted, but no load balancer has them any more. Empty while that is not known. */
  missing: readonly string[]
  isLoading: boolean
  error: ApiError | null
  retry: () => void
}

export function useTargetGroups(wanted: readonly string[]): TargetGroupsView {
  const list = useQuery({ ...op('listLoadBalancers', {}), enabled: wanted.length > 0 })
  const existing = list.data?.loadBalancers.flatMap(({ targetGroups }) => targetGroups.map(({ name }) => name))
  const names = (list.data?.loadBalancers ?? [])
    .filter((balancer) => balancer.targetGroups.some(({ name }) => wanted.includes(name)))
    .map((balancer) => balancer.name)
  const balancers = useQueries({
    queries: names.map((name) => ({ ...op('getLoadBalancer', { name }), refetchInterval: askAgainMs })),
  })
  return {
    groups: balancers.flatMap(({ data }) => (data === undefined ? [] : wantedOf(data, wanted))),
    missing: existing === undefined ? [] : wanted.filter((name) => !existing.includes(name)),
    isLoading: (wanted.length > 0 && list.isPending) || balancers.some(({ isPending }) => isPending),
    error: list.error ?? balancers.find((query) => query.error !== null)?.error ?? null,
    retry: () => {
      void list.refetch()
      for (const balancer of balancers) void balancer.refetch()
    },
  }
}

const wantedOf = ({ loadBalancer, trouble, targetGroups }: Standing, wanted: readonly string[]): ShownTargetGroup[] =>
  targetGroups
    .filter((group) => wanted.includes(group.name))
    .map((group) => ({ loadBalancerName: loadBalancer.name, trouble, group }))

/**
 * What the server says of the failures of a deployment. Asked when the first host fails, and again when its topic tells of more:
 * while it runs a few seconds after the last answer, at its end at once. A question under way is waited for, never thrown
 * away: it is one of the dearest, and thousands of hosts may fail in the meantime.
 */
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { op } from '../../../query/op.ts'
import { isTerminalStatus } from '../terminal.ts'

export const quietMs = 4000

export type Failing = Pick<DeploymentSummary, 'deploymentId' | 'status' | 'deploymentOverview' | 'errorInformation'>

/** What is known of them; whoever shows it only reads along. */
export function useFailures({ deploymentId, deploymentOverview, errorInformation }: Failing) {
  const enabled = deploymentOverview.Failed > 0 || errorInformation !== undefined
  return useQuery({ ...op('getDeploymentFailures', { deploymentId }), enabled, staleTime: quietMs })
}

/** The same, kept up to date: for the one region that is there as long as something has failed. */
export function useFreshFailures(deployment: Failing) {
  const query = useFailures(deployment)
  const { status, deploymentOverview } = deployment
  const { data, refetch, isFetching, dataUpdatedAt, errorUpdatedAt } = query
  const answeredAt = Math.max(dataUpdatedAt, errorUpdatedAt)
  const told = `${status} ${deploymentOverview.Failed}`
  const asked = useRef(told)
  /** Somebody else may have asked before the last host failed: what the answer counts says so. */
  const isBehind = data !== undefined && data.failed < deploymentOverview.Failed
  const caughtUp = useRef('')
  useEffect(() => {
    if (isFetching || (asked.current === told && (!isBehind || caughtUp.current === told))) return undefined
    const wait = isTerminalStatus(status) ? 0 : Math.max(0, answeredAt + quietMs - Date.now())
    const timer = setTimeout(() => {
      asked.current = told
      caughtUp.current = told
      void refetch({ cancelRefetch: false })
    }, wait)
    return () => clearTimeout(timer)
  }, [told, status, isBehind, isFetching, answeredAt, refetch])
  return query
}

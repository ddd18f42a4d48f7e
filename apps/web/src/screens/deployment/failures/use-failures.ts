/**
 * What the server says of the failures of a deployment. Asked when the first host fails, and again when its topic tells of more:
 * while it runs at most every few seconds, at its end at once.
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
  const { refetch, dataUpdatedAt } = query
  const told = `${status} ${deploymentOverview.Failed}`
  const asked = useRef(told)
  useEffect(() => {
    if (asked.current === told) return undefined
    const wait = isTerminalStatus(status) ? 0 : Math.max(0, quietMs - (Date.now() - dataUpdatedAt))
    const timer = setTimeout(() => {
      asked.current = told
      void refetch()
    }, wait)
    return () => clearTimeout(timer)
  }, [told, status, dataUpdatedAt, refetch])
  return query
}

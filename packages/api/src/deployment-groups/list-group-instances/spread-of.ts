/** How many hosts run which revision. By the bytes that run, whatever they were called: the same bundle under two names is one revision. */
import type { DeploymentSummary } from '@sluice/model'
import type { Output } from '../../contracts.ts'
import type { GroupInstance } from './contract.ts'

type Share = Output<'listGroupInstances'>['spread'][number]

interface GroupNow {
  current: DeploymentSummary | undefined
  active: DeploymentSummary | undefined
}

export function spreadOf(hosts: readonly GroupInstance[], now: GroupNow): Share[] {
  const shares = new Map<string, Share>()
  for (const host of hosts) {
    const { runs, partWay, deploying } = host
    const key = `${runs?.revisionSha256} ${partWay?.deploymentId} ${deploying?.deploymentId}`
    const share = shares.get(key) ?? shareLike(host, now)
    share.count += 1
    shares.set(key, share)
  }
  return [...shares.values()].toSorted((a, b) => b.count - a.count)
}

function shareLike({ runs, partWay, deploying }: GroupInstance, { current, active }: GroupNow): Share {
  const isWhole = runs !== undefined && partWay === undefined && deploying === undefined
  const isCurrent = isWhole && runs.revisionSha256 === current?.revisionSha256
  const isArriving = isWhole && !isCurrent && runs.deploymentId === active?.deploymentId
  return {
    ...(runs && { revisionName: runs.revisionName, deploymentId: runs.deploymentId }),
    ...(partWay && { partOf: partWay.revisionName }),
    ...(deploying && { deploying: deploying.revisionName }),
    ...(isArriving && { isArriving }),
    isCurrent,
    count: 0,
  }
}

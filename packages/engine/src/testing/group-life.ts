/** A group without its deployments: what it is told, and the facts that it answers. Its two hosts are web-1 and web-2. */
import { isRefusal, type DeploymentSpec, type GroupEvent, type GroupSignal, type LaterHostsPolicy } from '@sluice/model'
import { aDeploymentSpec, testEpoch, testGroupId } from '@sluice/testkit'
import { expect } from 'vitest'
import { groupAggregate } from '../group/group-aggregate.ts'
import type { GroupState } from '../group/group-state.ts'

export const automatic: LaterHostsPolicy = { newHosts: 'automatic', outdatedInstancesStrategy: 'UPDATE' }
export const to = { to: 'group', groupId: testGroupId } as const
export const asked = aDeploymentSpec({ targets: ['web-1', 'web-2'] })
let drawn = 0

type Signal<Kind extends GroupSignal['kind']> = Extract<GroupSignal, { kind: Kind }>

/** As a report draws them: ids of its own each time. */
export function draft() {
  drawn += 1
  const { revision: _, targets: __, creator: ___, startedBy: ____, ...rest } = aDeploymentSpec()
  const id = (kind: string) => `d-${kind}${String(drawn).padStart(8, '0')}`
  return { ...rest, deploymentId: id('A'), rollbackDeploymentId: id('B') }
}

export const appear = (hosts: string[], policy = automatic): Signal<'hostsAppeared'> => ({
  ...to,
  kind: 'hostsAppeared',
  hosts,
  fleet: 2 + hosts.length,
  policy,
  draft: draft(),
})

export function end(
  spec: DeploymentSpec,
  status: 'Succeeded' | 'Failed' = 'Succeeded',
  rollback?: DeploymentSpec,
): GroupSignal {
  const { name, sha256 } = spec.revision
  const isGood = status === 'Succeeded'
  const hosts = {
    revision: { name, sha256 },
    succeeded: isGood ? spec.targets : [],
    failed: isGood ? [] : spec.targets,
  }
  const ending = { status, at: testEpoch, spec, failedHosts: hosts.failed.length, hosts, ...(rollback && { rollback }) }
  return { ...to, kind: 'deploymentEnded', deploymentId: spec.deploymentId, ending }
}

export class Group {
  state: GroupState = groupAggregate.empty(testGroupId)
  readonly facts: GroupEvent[] = []
  send(signal: GroupSignal): GroupEvent[] {
    const facts = groupAggregate.decide(this.state, signal, testEpoch)
    if (isRefusal(facts)) return []
    for (const fact of facts) groupAggregate.evolve(this.state, fact)
    this.facts.push(...facts)
    return facts
  }
  create(spec = asked): GroupEvent[] {
    return this.send({ ...to, kind: 'createDeployment', spec })
  }
}

/** Dies and comes back: what is stored is all there is. */
export function restart(group: Group): void {
  const replayed = groupAggregate.empty(testGroupId)
  for (const fact of group.facts) groupAggregate.evolve(replayed, fact)
  const restored = groupAggregate.restore(groupAggregate.snapshot(group.state))
  expect(restored).toEqual(group.state)
  expect(replayed).toEqual(group.state)
  group.state = restored
}

export const admittedIn = (facts: GroupEvent[]) =>
  facts.flatMap((fact) => (fact.type === 'DeploymentAdmitted' ? [fact.spec] : []))

export const edit = (matching: string[], policy = automatic): Signal<'groupEdited'> => ({
  ...to,
  kind: 'groupEdited',
  matching,
  policy,
  draft: draft(),
})

/** Its hosts, two unless said otherwise, run what succeeded last. */
export function settledGroup(targets = asked.targets): Group {
  const group = new Group()
  const first = { ...asked, targets }
  group.create(first)
  group.send(end(first))
  return group
}

export const next = (more: Partial<DeploymentSpec> = {}) =>
  aDeploymentSpec({
    deploymentId: 'd-NEXT00001',
    targets: ['web-1', 'web-2'],
    revision: { ...asked.revision, name: 'next', sha256: 'f'.repeat(64) },
    ...more,
  })

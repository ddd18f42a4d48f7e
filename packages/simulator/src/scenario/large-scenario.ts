/** One calm deployment in place to so many hosts, half of them at a time: for measuring, and to see that nothing costs a square. */
import { laterHostsPolicy } from '@sluice/model'
import { aDeploymentSpec, hostNames, testGroupId } from '@sluice/testkit'
import type { Scenario } from './scenario.ts'

export function largeScenario(hosts: number): Scenario {
  const names = hostNames(hosts)
  return {
    seed: hosts,
    hosts: names.map((name) => ({ name, slots: 16, slowness: 1 })),
    groups: [{ groupId: testGroupId, name: 'production', before: undefined, laterHosts: laterHostsPolicy({}) }],
    steps: [{ kind: 'deploy', at: 0, spec: aDeploymentSpec({ targets: names }) }],
    network: { duplicates: 0, reorders: 0 },
    work: { failures: 0, hangs: 0, trafficFailures: 0, provisionFailures: 0 },
    people: { approves: 1, continues: 1 },
  }
}

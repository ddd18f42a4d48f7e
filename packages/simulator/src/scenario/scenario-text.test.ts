import { aDeploymentSpec, testGroupId } from '@sluice/testkit'
import { expect, it } from 'vitest'
import { largeScenario } from './large-scenario.ts'
import { scenarioLines } from './scenario-text.ts'
import type { Step } from './scenario.ts'

it('a scenario says who comes and goes, what the owner says of them, and when', () => {
  const groupId = testGroupId
  const steps: Step[] = [
    { kind: 'deploy', at: 0, spec: aDeploymentSpec() },
    { kind: 'hostAppears', at: 1500, groupId, host: 'late-11' },
    { kind: 'ownerSays', at: 2000, groupId, laterHosts: { newHosts: 'off', outdatedInstancesStrategy: 'IGNORE' } },
    { kind: 'hostLeaves', at: 3000, groupId, host: 'late-11' },
  ]
  const calm = largeScenario(2)
  const groups = calm.groups.map((group) => ({
    ...group,
    laterHosts: { newHosts: 'automatic', outdatedInstancesStrategy: 'UPDATE' } as const,
  }))
  const lines = scenarioLines({ ...calm, groups, steps })
  expect(lines).toContain('later hosts of group 1: automatic, UPDATE')
  expect(lines.slice(-3)).toEqual([
    '1.5 s late-11 begins to match group 1',
    '2 s the owner of group 1 says off, IGNORE',
    '3 s late-11 matches group 1 no more',
  ])
})

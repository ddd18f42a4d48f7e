import { describe, expect, test } from 'vitest'
import { deltaMerges } from './delta-merges.ts'

describe('two changes of a topic become one', () => {
  test.each([
    ['deployment', 'before', 'next', 'next'],
    [
      'deployments',
      {
        deployments: [
          { deploymentId: 'd-1', v: 1 },
          { deploymentId: 'd-2', v: 1 },
        ],
      },
      {
        deployments: [
          { deploymentId: 'd-1', v: 2 },
          { deploymentId: 'd-3', v: 1 },
        ],
      },
      {
        deployments: [
          { deploymentId: 'd-1', v: 2 },
          { deploymentId: 'd-2', v: 1 },
          { deploymentId: 'd-3', v: 1 },
        ],
      },
    ],
    [
      'fleet',
      {
        rows: [
          [3, 1],
          [4, 1],
        ],
      },
      { rows: [[3, 2]] },
      {
        rows: [
          [3, 2],
          [4, 1],
        ],
      },
    ],
    [
      'log',
      { lines: ['a', 'b'], firstSeq: 1, lastSeq: 2 },
      { lines: ['c'], firstSeq: 3, lastSeq: 3 },
      { lines: ['a', 'b', 'c'], firstSeq: 1, lastSeq: 3 },
    ],
    [
      'instances',
      { instances: [{ instanceName: 'web-1', connected: true }] },
      { instances: [{ instanceName: 'web-1', connected: false }] },
      { instances: [{ instanceName: 'web-1', connected: false }] },
    ],
  ] as const)('%s: the later row of a thing wins, and no line is lost', (kind, before, next, merged) => {
    expect(deltaMerges[kind](before, next)).toEqual(merged)
  })
})

import type { DeploymentSummary } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { exportName, exportText } from './export-file.ts'
import { readFilter } from './address.ts'

const row = (part: object) =>
  partOf<DeploymentSummary>({
    deploymentId: 'd-1A2B3C4D5',
    status: 'Failed',
    deploymentStyle: { deploymentType: 'IN_PLACE' },
    deploymentOverview: { Succeeded: 1, Failed: 2, Skipped: 3 },
    ...part,
  })
const now = Date.parse('2026-11-22T15:30:00Z')

describe('the exported file', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tcmd', '\r=1'])('runs nothing in a table program: %j', (description) => {
    const [, line] = exportText([row({ description })], 'csv').split(/\r\n(?=d-)/)
    const cell = /,"?(')[=+\-@\t\r]/.exec(line ?? '')
    expect(cell?.[1]).toBe("'")
  })

  it('keeps commas, quotes and lines inside their cell', () => {
    const text = exportText([row({ description: 'a "b", c\nd' })], 'csv')
    expect(text).toContain('"a ""b"", c\nd"')
  })

  it('as CSV has a line of names and one a deployment, seconds as a number', () => {
    const times = { startTime: '2026-11-22T12:00:00.000Z', completeTime: '2026-11-22T12:01:30.500Z' }
    const [names, line] = exportText([row(times)], 'csv')
      .slice(1)
      .split('\r\n')
    const place = names?.split(',').indexOf('seconds') ?? -1
    expect(line?.split(',')[place]).toBe('90.5')
  })

  it('as JSON is the rows themselves', () => {
    expect(JSON.parse(exportText([row({})], 'json'))).toEqual([row({})])
  })

  it('says in its name what it holds and of when, in letters that any disk takes', () => {
    const name = (search: string) =>
      exportName(readFilter(new URLSearchParams(search), { now, zone: 'UTC' }).filter, 'csv', now)
    expect(name('')).toBe('deployments_2026-11-22.csv')
    expect(name('status=Failed&application=shop&started=7d&q=../a b')).toBe(
      'deployments_Failed_shop_7d_..-a-b_2026-11-22.csv',
    )
  })
})

import type { DeploymentSummary } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { filterFrom } from './address.ts'
import { listInput } from './filter.ts'
import { listRows } from './rows.ts'

const row = (deploymentId: string, createTime: string, status = 'InProgress', applicationName = 'storefront') =>
  ({ deploymentId, createTime, status, applicationName, deploymentGroupName: 'production' }) as DeploymentSummary
const ids = (rows: readonly DeploymentSummary[]) => rows.map((one) => `${one.deploymentId} ${one.status}`)
const all = filterFrom(new URLSearchParams())
const pages = [row('d-2', '2026-11-22T12:00:00Z'), row('d-1', '2026-11-22T11:00:00Z')]

describe('rows of the list', () => {
  it('change in place while new ones wait at the edge', () => {
    const live = [row('d-3', '2026-11-22T13:00:00Z'), row('d-1', '2026-11-22T11:00:00Z', 'Failed')]
    const rows = listRows(pages, live, all, new Set())
    expect(ids(rows.shown)).toEqual(['d-2 InProgress', 'd-1 Failed'])
    expect(ids(rows.waiting)).toEqual(['d-3 InProgress'])
  })

  it('come in on top once they may', () => {
    const live = [row('d-3', '2026-11-22T13:00:00Z')]
    const rows = listRows(pages, live, all, new Set(['d-3']))
    expect(ids(rows.shown)).toEqual(['d-3 InProgress', 'd-2 InProgress', 'd-1 InProgress'])
    expect(rows.waiting).toEqual([])
  })

  it('do not wait when the filter does not want them', () => {
    const live = [row('d-3', '2026-11-22T13:00:00Z', 'InProgress', 'other')]
    const filter = filterFrom(new URLSearchParams('application=storefront'))
    expect(listRows(pages, live, filter, new Set()).waiting).toEqual([])
  })

  it('that are older than the list are left to "load older"', () => {
    const live = [row('d-0', '2026-11-22T10:00:00Z')]
    expect(listRows(pages, live, all, new Set()).waiting).toEqual([])
  })
})

describe('the filter in the URL', () => {
  it('drops what it does not know, and a group without its application', () => {
    const filter = filterFrom(new URLSearchParams('status=Nonsense&group=production'))
    expect(filter).toEqual(all)
  })

  it('becomes the input of the operation', () => {
    expect(listInput(filterFrom(new URLSearchParams('status=Failed&application=storefront&group=production')))).toEqual(
      {
        includeOnlyStatuses: ['Failed'],
        applicationName: 'storefront',
        deploymentGroupName: 'production',
      },
    )
  })
})

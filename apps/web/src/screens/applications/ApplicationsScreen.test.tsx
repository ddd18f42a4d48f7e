import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetServer, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import ApplicationsScreen from './ApplicationsScreen.tsx'

const application = (applicationName: string, groupCount: number, createTime: string) => ({
  applicationId: applicationName,
  applicationName,
  computePlatform: 'Server',
  groupCount,
  revisionCount: 1,
  createTime,
})
const three = [
  application('shop-10', 1, '2026-11-20T10:00:00.000Z'),
  application('shop-2', 3, '2026-11-21T10:00:00.000Z'),
  application('billing', 2, '2026-11-22T10:00:00.000Z'),
]
const serve = (applications: unknown[]) =>
  standInServer({ listApplications: () => ({ applicationsInfo: applications as never }) })
const open = (at = '/applications') => renderAt(<ApplicationsScreen />, { at, path: '/applications' })
const names = async () => {
  const table = await screen.findByRole('table', { name: 'Applications' })
  const rows = within(table).getAllByRole('row').slice(1)
  return rows.map((row) => within(row).getAllByRole('link')[0]?.textContent)
}
const head = (name: RegExp) => screen.getByRole('columnheader', { name })

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('the list of applications', () => {
  it('has the platform, the groups and the revisions of each, by name as people count', async () => {
    serve(three)
    open()
    expect(await names()).toEqual(['billing', 'shop-2', 'shop-10'])
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent?.trim())).toEqual([
      'Name ▲',
      'Compute platform',
      'Deployment groupsGroups',
      'Revisions',
      'Created',
    ])
  })

  it('is sorted by a head that is pressed, then the other way round, and the address says so', async () => {
    serve(three)
    const { router } = open()
    await names()
    fireEvent.click(within(head(/groups/i)).getByRole('button'))
    expect(await names()).toEqual(['shop-10', 'billing', 'shop-2'])
    expect(head(/groups/i).getAttribute('aria-sort')).toBe('ascending')
    fireEvent.click(within(head(/groups/i)).getByRole('button'))
    expect(await names()).toEqual(['shop-2', 'billing', 'shop-10'])
    expect(router.state.location.search).toBe('?sort=-groups')
  })

  it('is opened in the order of its address; one that is not known is the usual one', async () => {
    serve(three)
    open('/applications?sort=-created')
    expect(await names()).toEqual(['billing', 'shop-2', 'shop-10'])
    cleanup()
    open('/applications?sort=colour')
    expect(await names()).toEqual(['billing', 'shop-2', 'shop-10'])
  })

  it('can be searched once it is longer than a glance', async () => {
    serve(Array.from({ length: 9 }, (_, at) => application(`app-${at}`, 0, '2026-11-20T10:00:00.000Z')))
    open()
    await names()
    fireEvent.change(screen.getByRole('searchbox', { name: 'Find in 9 applications' }), { target: { value: 'p-7' } })
    expect(await names()).toEqual(['app-7'])
  })

  it('that is empty says what an application is, and leads to the first', async () => {
    serve([])
    open()
    await screen.findByText('No application yet')
    expect(screen.getAllByRole('link', { name: 'Create application' })).not.toHaveLength(0)
  })
})

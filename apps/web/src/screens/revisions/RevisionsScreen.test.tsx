import type { RevisionOverview } from '@sluice/api/contracts'
import { cleanup, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import RevisionsScreen from './RevisionsScreen.tsx'

const revision = (number: number, more: Partial<RevisionOverview> = {}) =>
  partOf<RevisionOverview>({
    revisionId: `r-${number}`,
    name: `shop ${number}.0`,
    location: { revisionType: 'S3', s3Location: { bucket: 'uploads', key: `shop/${number}.zip`, bundleType: 'zip' } },
    registerTime: '2026-11-22T12:00:00Z',
    registeredBy: 'Ada',
    runsIn: [],
    succeededIn: [],
    fileCount: 3,
    size: 2048,
    ...more,
  })

const open = (search = '', may = {}) =>
  renderAt(<RevisionsScreen />, {
    at: `/applications/shop/revisions${search}`,
    path: '/applications/:application/revisions',
    may,
  })

const listing = (rows: readonly RevisionOverview[]) =>
  standInServer({ listApplicationRevisions: () => ({ revisionsInfo: [...rows], groupCount: 3 }) })

const used = { firstUsedTime: '2026-11-22T12:00:00Z', lastUsedTime: '2026-11-22T13:00:00Z' }

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('the revisions of an application', () => {
  it('are all there to be found, those after the first page too', async () => {
    const all = Array.from({ length: 150 }, (_, at) => revision(150 - at))
    standInServer({
      listApplicationRevisions: ({ nextToken }) =>
        nextToken === undefined
          ? { revisionsInfo: all.slice(0, 100), nextToken: 'after 51' }
          : { revisionsInfo: all.slice(100) },
    })
    open()
    fireEvent.change(await screen.findByLabelText('Find in 150 revisions'), { target: { value: 'shop 7.0' } })
    expect(screen.getAllByRole('row')).toHaveLength(2)
    expect(screen.getByRole('link', { name: /^Deploy ?shop 7/ }).getAttribute('href')).toBe(
      '/deployments/new?application=shop&revision=r-7',
    )
  })

  it('are found by their key, and by the address', async () => {
    listing([revision(1), revision(2)])
    open('?find=shop/2.zip')
    expect(await screen.findByRole('link', { name: 'shop 2.0' })).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'shop 1.0' })).toBeNull()
  })

  it('say where each runs and in how many groups it succeeded', async () => {
    listing([
      revision(1, { ...used, runsIn: ['staging'], succeededIn: ['production'] }),
      revision(2, used),
      revision(3),
    ])
    open()
    const rows = await screen.findAllByRole('row')
    expect(rows[1]?.textContent).toContain('runs in staging')
    expect(rows[1]?.textContent).toContain('succeeded in 2 of 3 groups')
    expect(rows[2]?.textContent).toContain('deployed, never succeeded')
    expect(rows[3]?.textContent).toContain('never deployed')
  })

  it('are sorted by the server: a head once for the newest first, again for the other way round', async () => {
    const calls = listing([revision(1)])
    open()
    const press = async () => fireEvent.click(await screen.findByRole('button', { name: /^Last used/ }))
    const sorted = () => screen.getByRole('columnheader', { name: /^Last used/ }).getAttribute('aria-sort')
    await press()
    await waitFor(() => expect(sorted()).toBe('descending'))
    await press()
    await waitFor(() => expect(sorted()).toBe('ascending'))
    const orders = calls
      .filter(({ name }) => name === 'listApplicationRevisions')
      .map(({ input }) => input as { sortBy: string; sortOrder: string })
    expect(orders.map(({ sortBy, sortOrder }) => `${sortBy} ${sortOrder}`)).toEqual([
      'registerTime descending',
      'lastUsedTime descending',
      'lastUsedTime ascending',
    ])
  })

  it('are narrowed to those never deployed, and to those that run now', async () => {
    const calls = listing([revision(1, used), revision(2)])
    open('?show=never')
    expect(await screen.findByRole('link', { name: 'shop 2.0' })).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'shop 1.0' })).toBeNull()
    fireEvent.change(screen.getByLabelText('Show'), { target: { value: 'running' } })
    await waitFor(() => expect(calls.at(-1)?.input).toMatchObject({ deployed: 'include' }))
  })

  it('that none is left of can all be shown again', async () => {
    listing([revision(1)])
    open('?find=nothing&show=deployed')
    fireEvent.click(await screen.findByRole('button', { name: 'Show all' }))
    expect(await screen.findByRole('link', { name: 'shop 1.0' })).toBeTruthy()
  })

  it('that cannot be read say why', async () => {
    standInServer({
      listApplicationRevisions: () => refusal('ApplicationDoesNotExistException', 'There is no application shop.'),
    })
    open()
    expect((await screen.findByRole('alert')).textContent).toContain('There is no application shop.')
  })

  it('are none before the first upload', async () => {
    standInServer({ listApplicationRevisions: () => ({ revisionsInfo: [] }) })
    open()
    expect(await screen.findByRole('heading', { name: 'No revision yet' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy the AppSpec' })).toBeTruthy()
    expect(screen.getByText(/^hooks:/)).toBeTruthy()
  })
})

describe('files that are dragged over the page', () => {
  const drag = (kind: 'dragOver' | 'drop', files: File[]) => {
    const event = createEvent[kind](document.body)
    Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], files, items: [] } })
    fireEvent(document.body, event)
    return event
  }

  it('are taken wherever they are dropped, and wait to be confirmed', async () => {
    listing([revision(1)])
    open()
    await screen.findByRole('link', { name: 'shop 1.0' })
    expect(drag('dragOver', []).defaultPrevented).toBe(true)
    expect(await screen.findByText(/^Drop bundles here/)).toBeTruthy()
    drag('drop', [new File(['x'], 'shop-2.zip'), new File(['y'], 'shop-3')])
    const dialog = await screen.findByRole('dialog')
    expect(
      within(dialog)
        .getAllByRole('listitem')
        .map((row) => row.textContent),
    ).toEqual([expect.stringContaining('shop-2.zip'), expect.stringContaining('The name does not say what it is.')])
    expect(within(dialog).getByRole('button', { name: 'Upload 2 bundles' }).getAttribute('aria-disabled')).toBe('true')
    fireEvent.change(within(dialog).getByLabelText('File type'), { target: { value: 'tar' } })
    expect(within(dialog).getByRole('button', { name: 'Upload 2 bundles' }).getAttribute('aria-disabled')).toBeNull()
  })

  it('are not taken from whoever may not upload, who is told why', async () => {
    listing([revision(1)])
    const reason = 'Deployers may register revisions.'
    open('', { registerApplicationRevision: { allowed: false, reason } })
    await screen.findByRole('link', { name: 'shop 1.0' })
    drag('dragOver', [])
    expect(await screen.findAllByText(reason)).not.toHaveLength(0)
    drag('drop', [new File(['x'], 'shop-2.zip')])
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

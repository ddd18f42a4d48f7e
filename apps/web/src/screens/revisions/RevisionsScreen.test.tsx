import type { RevisionOverview } from '@sluice/api/contracts'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import RevisionsScreen from './RevisionsScreen.tsx'
import { partOf } from '../../query/testing/part-of.ts'

const revision = (number: number) =>
  partOf<RevisionOverview>({
    revisionId: `r-${number}`,
    name: `shop ${number}.0`,
    registerTime: '2026-11-22T12:00:00Z',
    registeredBy: 'Ada',
    runsIn: [],
    succeededIn: [],
    fileCount: 3,
    size: 2048,
  })

const open = () =>
  renderAt(<RevisionsScreen />, { at: '/applications/shop/revisions', path: '/applications/:application/revisions' })

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
  })
})

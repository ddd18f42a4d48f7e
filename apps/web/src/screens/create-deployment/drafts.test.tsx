import type { Input } from '@sluice/api/contracts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetServer, refusal } from '../../query/testing/stand-in-server.tsx'
import { blue, open, pick, ready, serve, start } from './testing/a-wizard.tsx'

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  forgetServer()
})

const saved = {
  draftId: 'dr-1',
  search: 'application=shop&group=green&revision=1.1&description=For+the+fair',
  createdBy: 'Ada',
  updatedBy: 'Bob',
  updateTime: '2026-11-22T12:00:00Z',
}

describe('a link to a draft', () => {
  it('opens the form as it was saved, and says by whom', async () => {
    const calls = serve({ getDraft: () => saved })
    open('?draft=dr-1')
    await ready('The plan of green.')
    expect(screen.getByText(/Draft, saved by Bob/).textContent).toContain('begun by Ada')
    fireEvent.click(start())
    await waitFor(() =>
      expect(calls.find(({ name }) => name === 'createDeployment')?.input).toMatchObject({
        deploymentGroupName: 'green',
        description: 'For the fair',
        draftId: 'dr-1',
      } satisfies Partial<Input<'createDeployment'>>),
    )
  })

  it('that was started leads to the deployment that it became', async () => {
    const message = 'The draft dr-1 was started and is deployment d-1A2B3C4D5 now.'
    const details = [{ field: 'draftId', rule: 'started', message, fix: 'd-1A2B3C4D5' }]
    serve({ getDraft: () => refusal('DraftDoesNotExist', message, details) })
    const { router } = open('?draft=dr-1')
    await waitFor(() => expect(router.state.location.pathname).toBe('/deployments/d-1A2B3C4D5'))
  })

  it('that leads nowhere any more says so', async () => {
    serve({ getDraft: () => refusal('DraftDoesNotExist', 'There is no draft dr-1: it was started.') })
    open('?draft=dr-1')
    expect(await screen.findByRole('heading', { name: 'This draft is gone' })).toBeTruthy()
    expect(screen.getByText(/it was started/)).toBeTruthy()
  })

  it('of an empty form opens the first step', async () => {
    serve({ getDraft: () => ({ ...saved, search: '' }) })
    open('?draft=dr-1')
    expect(await screen.findByLabelText('Application')).toBeTruthy()
  })
})

describe('saving a draft', () => {
  it('keeps what the form says under one id, and writes over it the next time', async () => {
    const calls = serve({ saveDraft: () => ({ draftId: 'dr-2' }), getDraft: () => saved })
    const { router } = open(`${blue}&step=review`)
    await ready('The plan of blue.')
    const share = screen.getByRole('button', { name: 'Copy link to this draft' })
    fireEvent.click(share)
    await waitFor(() => expect(router.state.location.search).toContain('draft=dr-2'))
    await screen.findByText(/\/deployments\/new\?draft=dr-2/)
    fireEvent.click(share)
    const inputs = () => calls.flatMap(({ name, input }) => (name === 'saveDraft' ? [input] : []))
    const search = 'application=shop&group=blue&revision=1.0'
    await waitFor(() => expect(inputs()).toEqual([{ search }, { draftId: 'dr-2', search }]))
  })

  it('is nothing for an empty form', async () => {
    serve({ listApplications: () => ({ applications: ['shop', 'other'] }) })
    open('')
    const share = await screen.findByRole('button', { name: 'Copy link to this draft' })
    expect(share.getAttribute('aria-disabled')).toBe('true')
  })
})

describe('a form that was left', () => {
  it('is offered again where nothing is filled in, and gone once it was started', async () => {
    serve()
    open('')
    await waitFor(() => expect(screen.getByRole('option', { name: 'blue' })).toBeTruthy())
    pick('Deployment group', 'blue')
    await screen.findByLabelText('Revision')
    cleanup()

    open('')
    fireEvent.click(await screen.findByRole('button', { name: 'Go on with it' }))
    await waitFor(() => expect(screen.getByLabelText('Deployment group')).toHaveProperty('value', 'blue'))
    await waitFor(() => expect(screen.getByRole('option', { name: /^1\.0/ })).toBeTruthy())
    pick('Revision', '1.0')
    await ready('The plan of blue.')
    fireEvent.click(start())
    await screen.findByText('elsewhere')
    cleanup()

    open('')
    await screen.findByLabelText('Application')
    expect(screen.queryByRole('button', { name: 'Go on with it' })).toBeNull()
  })
})

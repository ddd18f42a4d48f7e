import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetServer, refusal, renderAt, silence, standInServer } from '../query/testing/stand-in-server.tsx'
import { keep, keptOf } from '../session/kept-here.ts'
import { signOut as endSession } from '../session/sign-out.ts'
import { UserMenu } from './UserMenu.tsx'

beforeEach(() => {
  keep('u-1', 'form.1.group.shop.new', { name: 'secret' }, 'tab')
  keep('u-1', 'start.deployments', 'status=Failed')
})
afterEach(() => {
  cleanup()
  forgetServer()
})

async function signOut(): Promise<void> {
  renderAt(<UserMenu />)
  fireEvent.keyDown(screen.getByRole('button', { name: 'Ada, account menu' }), { key: 'Enter' })
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }))
}

describe('signing out while nobody answers', () => {
  beforeEach(() => {
    globalThis.fetch = () => Promise.reject(new TypeError('no network'))
  })

  it('says that the session goes on, until somebody has read it, and tries again', async () => {
    await signOut()
    expect((await screen.findByRole('dialog', { name: 'You are still signed in' })).textContent).toContain(
      'The server did not answer.',
    )
    const calls = standInServer({ signOut: silence })
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(calls.map(({ name }) => name)).toEqual(['signOut']))
  })

  it('leaves nothing of the forms and choices of this person behind', async () => {
    await signOut()
    await screen.findByRole('dialog')
    expect([keptOf('u-1', 'form.1.group.shop.new', 'tab'), keptOf('u-1', 'start.deployments')]).toEqual([null, null])
  })
})

it('a session that had ended already is no reason to stay', async () => {
  standInServer({ signOut: () => refusal('NotSignedIn', 'Sign in first.') })
  expect(await endSession()).toBeUndefined()
  standInServer({ signOut: () => refusal('Fault', 'Something broke.') })
  expect((await endSession())?.message).toBe('Something broke.')
})

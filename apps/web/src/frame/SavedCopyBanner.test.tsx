import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { copies } from '../query/copies/browser-copies.ts'
import { forgetServer, renderAt } from '../query/testing/stand-in-server.tsx'
import { SavedCopyBanner } from './SavedCopyBanner.tsx'

afterEach(() => {
  cleanup()
  act(() => copies.savedAt.set(undefined))
  forgetServer()
})

it('promises nothing that is not done: what is pressed without a server is not kept to be sent later', () => {
  renderAt(<SavedCopyBanner />)
  expect(screen.queryByRole('status', { name: 'Saved copy' })).toBeNull()
  act(() => copies.savedAt.set(Date.parse('2026-11-22T14:02:31Z')))
  const words = screen.getByRole('status', { name: 'Saved copy' }).textContent
  expect(words).toContain('nothing can be changed here until it answers again')
  expect(words).not.toContain('waits')
})

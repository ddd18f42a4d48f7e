import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { forgetServer, renderAt } from '../query/testing/stand-in-server.tsx'
import { compareVersions, isOutdated, watchVersion } from './newer-version.ts'
import { UpdatedBanner } from './UpdatedBanner.tsx'

afterEach(() => {
  isOutdated.set(false)
  cleanup()
  forgetServer()
})

const own = '/assets/index-1.js'

it('a tab that cannot load a part, because the server has another version, says that Sluice was updated', async () => {
  globalThis.fetch = async () => Response.json(['/assets/index-2.js'])
  const end = watchVersion(own)
  renderAt(<UpdatedBanner />)
  dispatchEvent(new Event('vite:preloadError'))
  expect((await screen.findByRole('status', { name: 'Update' })).textContent).toContain('Sluice was updated.')
  end()
})

it.each([
  ['has the same version', async () => Response.json([own])],
  ['does not answer', () => Promise.reject(new TypeError('no network'))],
])('a part that could not be loaded is no update when the server %s', async (_, answer) => {
  globalThis.fetch = answer
  renderAt(<UpdatedBanner />)
  await act(() => compareVersions(own))
  expect(screen.queryByRole('status', { name: 'Update' })).toBeNull()
})

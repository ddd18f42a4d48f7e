import { useQuery } from '@tanstack/react-query'
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryClient } from '../query/client.ts'
import { copies, forgetCopies } from '../query/copies/browser-copies.ts'
import { forgetDatabase, standInDatabase } from '../query/testing/stand-in-database.ts'
import { op } from '../query/op.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../query/testing/stand-in-server.tsx'
import { SessionGate } from './SessionGate.tsx'
import { useSession } from './session.ts'

const gate = (
  <SessionGate>
    <h1>Deployments</h1>
  </SessionGate>
)
const as = (name: string, role = 'viewer') => ({ session: { name, role, permissions: {} } as never, firstRun: false })
const signedIn = as('Ada')

let kept: Map<string, unknown>
let unwatch: () => void

beforeEach(() => {
  kept = standInDatabase()
  unwatch = copies.watch()
  // Asking again is not waited for.
  queryClient.setQueryDefaults(['getSession'], { retry: false })
})

afterEach(async () => {
  cleanup()
  forgetServer()
  unwatch()
  await forgetCopies()
  forgetDatabase()
})

/** The tab is loaded anew: what it knew is gone. */
function reload(): void {
  cleanup()
  queryClient.clear()
}

const noServer = () => (globalThis.fetch = () => Promise.reject(new TypeError('no network')))

describe('while the server is gone', () => {
  it('whoever was signed in is let in to what was kept', async () => {
    standInServer({ getSession: () => signedIn })
    renderAt(gate)
    await screen.findByRole('heading', { name: 'Deployments' })
    await waitFor(() => expect(kept.size).toBe(1), { timeout: 5000 })
    reload()
    noServer()
    renderAt(gate)
    await screen.findByRole('heading', { name: 'Deployments' })
    expect(copies.savedAt.get()).toBeTypeOf('number')
  })

  it('says that nobody answers when nothing was kept', async () => {
    noServer()
    renderAt(gate)
    await screen.findByRole('heading', { name: 'Sluice does not answer' })
  })
})

it('copies let nobody in whom the server calls signed out, and are removed', async () => {
  standInServer({ getSession: () => signedIn })
  renderAt(gate)
  await waitFor(() => expect(kept.size).toBe(1), { timeout: 5000 })
  reload()
  standInServer({ getSession: () => ({ firstRun: false }) })
  const { router } = renderAt(gate, { path: '/deployments', at: '/deployments' })
  await screen.findByText('elsewhere')
  expect(router.state.location.pathname).toBe('/sign-in')
  await waitFor(() => expect(kept.size).toBe(0))
})

describe('another one who signs in elsewhere in this browser', () => {
  /** All that was ever drawn, at each rendering. */
  let drawn: string[] = []

  function People() {
    const users = useQuery(op('listUsers', {}))
    const text = `${useSession().name}: ${JSON.stringify(users.data)} ${users.error?.code ?? ''}`
    drawn.push(text)
    return <p>{text}</p>
  }

  it.each([
    ['is another person', as('Bob')],
    ['has another role', as('Ada', 'deployer')],
  ])('and %s sees nothing that the one before saw', async (_, next) => {
    standInServer({ getSession: () => signedIn, listUsers: () => ({ users: ['SECRET OF ADA'] as never }) })
    renderAt(
      <SessionGate>
        <People />
      </SessionGate>,
    )
    await screen.findByText(/SECRET OF ADA/)
    drawn = []
    standInServer({ getSession: () => next, listUsers: () => refusal('AccessDenied', 'No.') })
    await act(() => queryClient.refetchQueries({ queryKey: ['getSession'] }))
    await screen.findByText(/AccessDenied/)
    expect(drawn.filter((text) => text.includes('SECRET'))).toEqual([])
    expect(screen.queryByText(/SECRET/)).toBeNull()
  })
})

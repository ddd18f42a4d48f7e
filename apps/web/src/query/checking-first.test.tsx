import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { connection } from '../live/bridge.ts'
import { useOperation } from './op.ts'
import { forgetServer, renderAt, standInServer } from './testing/stand-in-server.tsx'

function Stop() {
  const stop = useOperation('stopDeployment')
  return (
    <button type="button" onClick={() => stop.mutate({ deploymentId: 'd-1A2B3C4D5' })}>
      {stop.isSuccess ? 'Stopped' : (stop.error?.message ?? 'Stop')}
    </button>
  )
}

const press = () => fireEvent.click(screen.getByRole('button'))

afterEach(() => {
  connection.set({ phase: 'connecting' })
  cleanup()
  forgetServer()
})

describe('a write while the live connection is gone', () => {
  it('sends nothing when nobody answers, and says so', async () => {
    const asked: string[] = []
    globalThis.fetch = async (address) => {
      asked.push(String(address))
      throw new TypeError('no network')
    }
    connection.set({ phase: 'reconnecting', heardAt: 0, retryAt: 0, mayBeSignedOut: false })
    renderAt(<Stop />)
    press()
    const words = (await screen.findByText(/nothing was sent, and nothing happened/)).textContent
    expect(words).toContain('press again')
    expect(words, 'nothing waits to be sent').not.toContain('waits')
    expect(asked).toEqual(['/api/getSession'])
  })

  it('goes on when the server answers all the same', async () => {
    const calls = standInServer({ getSession: () => ({}), stopDeployment: () => ({}) })
    connection.set({ phase: 'reconnecting', heardAt: 0, retryAt: 0, mayBeSignedOut: false })
    renderAt(<Stop />)
    press()
    await screen.findByText('Stopped')
    expect(calls.map(({ name }) => name)).toEqual(['getSession', 'stopDeployment'])
  })
})

it('a write with a live connection asks nothing first', async () => {
  const calls = standInServer({ stopDeployment: () => ({}) })
  connection.set({ phase: 'live', heardAt: 0 })
  renderAt(<Stop />)
  press()
  await screen.findByText('Stopped')
  expect(calls.map(({ name }) => name)).toEqual(['stopDeployment'])
})

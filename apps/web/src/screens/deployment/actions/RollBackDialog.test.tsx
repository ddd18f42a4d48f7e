import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { partOf } from '../../../query/testing/part-of.ts'
import { forgetServer, renderAt, standInServer } from '../../../query/testing/stand-in-server.tsx'
import { blueGreen } from '../testing/standing.ts'
import { RollBackDialog } from './RollBackDialog.tsx'

const succeeded = blueGreen({ step: 'ended' }, { status: 'Succeeded', health: partOf({ total: 4 }), parallel: 4 })
const open = () => renderAt(<RollBackDialog deployment={succeeded} open onClose={() => undefined} />)

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('rolling back a blue/green deployment', () => {
  it('sends users back to originals that live, and installs nothing', async () => {
    standInServer({ getApproval: () => ({ maySendBack: { allowed: true } }) })
    open()
    await screen.findByRole('button', { name: 'Send users back' })
    expect(screen.getByRole('dialog').textContent).toContain('all users back to the 4 original hosts')
    expect(screen.getByRole('dialog').textContent).toContain('nothing is installed')
  })

  it('deploys the earlier revision anew when they are gone', async () => {
    const calls = standInServer({ getApproval: () => ({ maySendBack: { allowed: false, reason: 'Ended.' } }) })
    open()
    await waitFor(() => expect(calls.map(({ name }) => name)).toContain('getApproval'))
    expect(screen.getByRole('button', { name: 'Roll back to 1.0' })).toBeDefined()
    expect(screen.getByRole('dialog').textContent).toContain('a new replacement fleet')
  })
})

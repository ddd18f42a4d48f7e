import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { renderAt } from '../query/testing/stand-in-server.tsx'
import { RoleNote } from './RoleNote.tsx'

afterEach(cleanup)

const no = {
  allowed: false,
  reason: 'Your role is viewer. Stopping a deployment needs deployer: ask an administrator.',
}

it('says to whom only looks that it is so, and whom to ask', () => {
  renderAt(<RoleNote operations={['stopDeployment', 'rollBackDeployment']} />, {
    may: { stopDeployment: no, rollBackDeployment: no },
  })
  expect(screen.getByRole('note').textContent).toBe(`You may look, not change. ${no.reason}`)
})

it('is not there for who may do a part', () => {
  renderAt(<RoleNote operations={['stopDeployment', 'rollBackDeployment']} />, {
    may: { stopDeployment: no, rollBackDeployment: { allowed: true } },
  })
  expect(screen.queryByRole('note')).toBeNull()
})

import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import { ChoosePassword } from './ChoosePassword.tsx'

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('a first password', () => {
  it('is judged by the server alone, whose sentence stands at the field', async () => {
    const message = 'is at least 20 characters long'
    standInServer({
      setPassword: () => refusal('InvalidInputException', 'No', [{ field: 'newPassword', message }]),
    })
    renderAt(<ChoosePassword next="/" />)
    fireEvent.change(screen.getByLabelText('New password'), { target: { value: 'short' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save password' }))
    expect(await screen.findByText(new RegExp(message))).toBeTruthy()
    expect(screen.queryByText(/12 characters/)).toBeNull()
  })
})

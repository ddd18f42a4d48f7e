import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import { ChoosePassword } from './ChoosePassword.tsx'
import SignInScreen from './SignInScreen.tsx'

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
    renderAt(<ChoosePassword next="/" email="dana@example.com" />)
    expect(screen.getByText('dana@example.com')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('New password'), { target: { value: 'short' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save password' }))
    expect(await screen.findByText(new RegExp(message, 'i'))).toBeTruthy()
    expect(screen.queryByText(/12 characters/)).toBeNull()
  })

  it('is still asked for when the page is loaded again after the link was used', async () => {
    const session = { name: 'Dana', email: 'dana@example.com', role: 'admin', hasPassword: false, permissions: {} }
    standInServer({ getSession: () => ({ firstRun: true, session: session as never }) })
    renderAt(<SignInScreen />, { at: '/sign-in?link=slu_used' })
    expect(await screen.findByRole('heading', { name: 'Choose a password' })).toBeTruthy()
  })
})

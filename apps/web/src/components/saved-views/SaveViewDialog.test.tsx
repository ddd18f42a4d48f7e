import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import { SaveViewDialog } from './SaveViewDialog.tsx'

afterEach(() => {
  cleanup()
  forgetServer()
})

it('a name that is too long is told at its field, never cut', async () => {
  const message = 'name must be at most 100 characters long.'
  const calls = standInServer({
    saveView: () => refusal('InvalidInputException', message, [{ field: 'name', message }]),
  })
  renderAt(<SaveViewDialog screen="deployments" search="" share={{ allowed: true }} onClose={() => undefined} />)
  const field = screen.getByLabelText('Name')
  expect(field.hasAttribute('maxlength')).toBe(false)
  fireEvent.change(field, { target: { value: 'x'.repeat(101) } })
  fireEvent.click(screen.getByRole('button', { name: 'Save view' }))
  expect(await screen.findByText('✕ Must be at most 100 characters long.')).toBeDefined()
  expect(calls[0]?.input).toMatchObject({ name: 'x'.repeat(101) })
})

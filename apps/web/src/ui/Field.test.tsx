import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Input } from './Field.tsx'

afterEach(cleanup)

describe('a field with an error', () => {
  it('has the error and the hint tied to the control', () => {
    render(<Input label="Email" hint="Yours" error="is an e-mail address" defaultValue="x" />)
    const control = screen.getByLabelText('Email')
    const described = (control.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id))
    expect(control.getAttribute('aria-invalid')).toBe('true')
    expect(described.map((note) => note?.textContent)).toEqual(['✕ is an e-mail address', 'Yours'])
  })
})

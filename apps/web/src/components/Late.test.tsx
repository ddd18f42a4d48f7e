import { cleanup, render, screen } from '@testing-library/react'
import { lazy } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { Late } from './Late.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const part = (load: () => Promise<{ default: () => string }>) => {
  const Part = lazy(load)
  render(
    <Late what="The part" stillWorks="The rest does.">
      <Part />
    </Late>,
  )
}

it('shows the part when its code has come', async () => {
  part(async () => ({ default: () => 'here it is' }))
  expect(await screen.findByText('here it is')).toBeDefined()
})

it('says that the part is missing when its code cannot be had, and what still works', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  part(() => Promise.reject(new Error('offline')))
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('The part could not be shown')
  expect(alert.textContent).toContain('The rest does.')
})

import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { lazy } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { OverlayPart } from './OverlayPart.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

it('whose code is gone leaves the screen below as it is, says so, and can be closed', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const Part = lazy(() => Promise.reject<{ default: () => null }>(new Error('Failed to fetch')))
  const [closed, failed] = [vi.fn<() => void>(), vi.fn<() => void>()]
  render(
    <>
      <textarea defaultValue="a note" />
      <OverlayPart what="The list of keys" onClose={closed} onFailed={failed}>
        <Part />
      </OverlayPart>
    </>,
  )
  expect(await screen.findByRole('dialog', { name: 'The list of keys could not be shown' })).toBeTruthy()
  expect(screen.getByDisplayValue('a note')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect([closed.mock.calls.length, failed.mock.calls.length]).toEqual([1, 1])
})

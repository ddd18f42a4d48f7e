import type { SessionInfo } from '@sluice/api/contracts'
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, it } from 'vitest'
import { partOf } from '../query/testing/part-of.ts'
import { forgetKeptHere } from '../session/kept-here.ts'
import { SessionContext } from '../session/session.ts'
import { useStartView } from './saved-views/start-view.ts'
import { useKeptInput } from './use-kept-input.ts'

afterEach(() => {
  cleanup()
  forgetKeptHere()
})

/** The page as this person sees it, loaded anew. */
function as<Result>(name: string, use: () => Result) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SessionContext value={partOf<SessionInfo>({ name })}>
      <MemoryRouter>{children}</MemoryRouter>
    </SessionContext>
  )
  return renderHook(use, { wrapper }).result
}

it('what was typed is there again for who typed it, and for nobody else in the same tab', () => {
  const form = () => useKeptInput('group.shop.new', 1, '')
  const typing = as('Ada', form)
  act(() => typing.current.set('production'))
  expect([as('Ada', form).current.value, as('Bob', form).current.value]).toEqual(['production', ''])
  expect(as('Bob', form).current.isRestored).toBe(false)
})

it('the view that a list opens with is chosen by each person for themselves', () => {
  const view = () => useStartView('deployments', () => undefined)
  const choosing = as('Ada', view)
  act(() => choosing.current.choose('status=Failed'))
  expect([as('Ada', view).current.search, as('Bob', view).current.search]).toEqual(['status=Failed', undefined])
})

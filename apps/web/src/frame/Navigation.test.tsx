import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { forgetLive, standInLive } from '../query/testing/stand-in-live.ts'
import { forgetServer, renderAt, standInServer } from '../query/testing/stand-in-server.tsx'
import { Navigation } from './Navigation.tsx'

afterEach(() => {
  cleanup()
  forgetLive()
  forgetServer()
})

it.each([
  ['/deployments/d-1A2B3C4D5/approve', 'Approvals'],
  ['/deployments/d-1A2B3C4D5', 'Deployments'],
  ['/applications/shop', 'Applications'],
])('at %s the current entry is %s, and no other', (at, name) => {
  standInLive({})
  standInServer({ listDeployments: () => ({ deployments: [] }) })
  renderAt(<Navigation />, { at })
  const current = screen.getAllByRole('link').filter((link) => link.hasAttribute('aria-current'))
  expect(current.map((link) => [link.textContent, link.getAttribute('aria-current')])).toEqual([[name, 'page']])
})

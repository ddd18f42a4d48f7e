import type { DeploymentSummary } from '@sluice/model'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetServer, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import { RedeployToThese } from './RedeployToThese.tsx'

const ended = (part: object = {}) =>
  partOf<DeploymentSummary>({ deploymentId: 'd-1A2B3C4D5', actions: { redeploy: { allowed: true } }, ...part })

function open(names: string[], deployment = ended()) {
  standInServer({})
  const { router } = renderAt(<RedeployToThese deployment={deployment} names={names} />)
  return () => router.state.location
}

const button = () => screen.getByRole('button', { name: /^Redeploy to/ })

afterEach(() => {
  cleanup()
  forgetServer()
})

it('leads to the form with exactly these hosts', async () => {
  const at = open(['web-1', 'web-2'])
  fireEvent.click(button())
  await waitFor(() => expect(at().pathname).toBe('/deployments/new'))
  expect(Object.fromEntries(new URLSearchParams(at().search))).toEqual({
    from: 'd-1A2B3C4D5',
    hosts: 'chosen',
    only: 'web-1 web-2',
  })
})

it('goes on past failed scripts of the revision before where the advice says so', async () => {
  standInServer({})
  const { router } = renderAt(<RedeployToThese deployment={ended()} names={['web-1']} ignoresStopFailures />)
  fireEvent.click(button())
  await waitFor(() => expect(router.state.location.pathname).toBe('/deployments/new'))
  expect(new URLSearchParams(router.state.location.search).get('ignoreStopFailures')).toBe('true')
})

it('is not offered of blue/green, nor for nobody', () => {
  open(['web-1'], ended({ blueGreen: {} }))
  expect(screen.queryByRole('button')).toBeNull()
  cleanup()
  open([])
  expect(screen.queryByRole('button')).toBeNull()
})

it('takes as many names as fit, however many hosts that is', () => {
  open(Array.from({ length: 600 }, (_, at) => `web-${at}`))
  expect(button().getAttribute('aria-disabled')).toBeNull()
})

it('says why when they are too many for a link', () => {
  open(Array.from({ length: 400 }, (_, at) => `i-0123456789abcdef${at}`))
  expect(button().getAttribute('aria-disabled')).toBe('true')
  expect(button().textContent).toMatch(/^Redeploy to these 400/)
})

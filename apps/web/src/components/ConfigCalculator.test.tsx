import { cleanup, configure, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetServer, refusal, renderAt, standInServer } from '../query/testing/stand-in-server.tsx'
import { ConfigCalculator } from './ConfigCalculator.tsx'
import { aPreview, neverStarting } from './testing/a-preview.ts'

/** Machines are slow when much runs at once; what does not come at all still fails. */
configure({ asyncUtilTimeout: 10_000 })

afterEach(() => {
  cleanup()
  forgetServer()
})

const config = { minimumHealthyHosts: { type: 'FLEET_PERCENT' as const, value: 75 } }

function serve() {
  return standInServer({
    previewDeploymentConfig: ({ fleetSize }) => ({
      preview: fleetSize === 1 ? neverStarting(1) : aPreview(fleetSize, 2),
      neverStartsUpTo: 3,
      usual: [neverStarting(1), aPreview(100, 25)],
    }),
  })
}

describe('the calculator', () => {
  it('says how many at a time, which failure stops it, and draws the waves', async () => {
    serve()
    renderAt(<ConfigCalculator config={config} />)
    expect((await screen.findByRole('status')).textContent).toContain('10 hosts, 2 at a time.')
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('5 waves of 2')
    expect(screen.getByText('Failures that stop it', { selector: 'dt' }).nextSibling?.textContent).toBe('2')
    expect(screen.getByText(/can never start with 3 hosts or fewer/)).toBeDefined()
  })

  it('takes any number, typed or stepped or slid', async () => {
    const calls = serve()
    renderAt(<ConfigCalculator config={config} hosts={40} />)
    await screen.findByText('40 hosts, 2 at a time.')
    fireEvent.change(screen.getByLabelText('Hosts'), { target: { value: '734' } })
    await screen.findByText('734 hosts, 2 at a time.')
    fireEvent.click(screen.getByRole('button', { name: /one host more/ }))
    await screen.findByText('735 hosts, 2 at a time.')
    const slider = screen.getByRole('slider')
    expect(slider.getAttribute('aria-valuetext')).toBe('735 hosts')
    fireEvent.change(slider, { target: { value: '9' } })
    await screen.findByText('10 hosts, 2 at a time.')
    expect(calls.at(-1)?.input).toEqual({ ...config, fleetSize: 10 })
  })

  it('says why a fleet can never start, and the way out', async () => {
    serve()
    renderAt(<ConfigCalculator config={config} hosts={1} />)
    const status = await screen.findByRole('status')
    expect(status.textContent).toContain('It would fail at once.')
    expect(status.textContent).toContain('Only a minimum of 0 starts with 1 host')
    expect(screen.getByRole('img', { name: 'No wave: it cannot start.' })).toBeDefined()
  })

  it('has a table of usual sizes, those that never start among them', async () => {
    serve()
    renderAt(<ConfigCalculator config={config} />)
    const [, single, hundred] = within(await screen.findByRole('table', { name: 'Usual sizes' })).getAllByRole('row')
    expect(single?.textContent).toBe('1✕ can never start')
    expect(hundred?.textContent).toBe('1002575254')
  })

  it('says under its field that a number of hosts is too large', async () => {
    standInServer({
      previewDeploymentConfig: () =>
        refusal('InvalidInputException', 'No', [{ field: 'fleetSize', message: 'fleetSize must be at most 10000.' }]),
    })
    renderAt(<ConfigCalculator config={config} hosts={20_000} />)
    expect(await screen.findByText(/Must be at most 10000/)).toBeDefined()
    expect(screen.getByLabelText('Hosts').getAttribute('aria-invalid')).toBe('true')
  })

  it('says what is wrong with a minimum that nobody may choose', async () => {
    const message = 'minimumHealthyHosts.value must be at most 99 for a FLEET_PERCENT.'
    standInServer({
      previewDeploymentConfig: () =>
        refusal('InvalidMinimumHealthyHostValueException', 'No', [{ field: 'minimumHealthyHosts.value', message }]),
    })
    renderAt(<ConfigCalculator config={{ minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 100 } }} />)
    expect(await screen.findByText(/The minimum must be at most 99/)).toBeDefined()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

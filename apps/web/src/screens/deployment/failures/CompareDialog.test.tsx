import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { fleetOf } from '../../../live/fleet.ts'
import { forgetServer, renderAt, standInServer, type Call } from '../../../query/testing/stand-in-server.tsx'
import { CompareDialog } from './CompareDialog.tsx'
import { comparedFrom, comparedText } from './compared.ts'
import { aFailedDeployment } from './testing/a-failure.ts'

const fleet = fleetOf({
  targets: ['web-1', 'web-2', 'web-3'],
  waves: [1, 1, 1],
  events: ['Install', 'ApplicationStart'],
  rows: [
    [0, 2, '22', 1, 2, 0],
    [1, 3, '23', 1, 2, 0],
    [2, 2, '22', 1, 2, 0],
  ],
})

/** Its code comes when it is opened: here it is there already, so that no test waits for it. */
beforeAll(() => import('./Comparison.tsx'))
let calls: Call[]
beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined
  calls = standInServer({
    compareTargetLogs: ({ good = 'web-1' }) => ({
      failing: { targetId: 'web-2', lines: 5000, isCut: true },
      good: { targetId: good, lines: 50, isCut: false },
      choice: 'web-1 passed ApplicationStart and is in the same wave (1).',
      stretches: [
        { kind: 'equal', count: 48, lines: [{ number: 1, text: 'starting' }] },
        {
          kind: 'different',
          failing: [{ number: 49, text: 'port 8080 in use' }],
          good: [{ number: 49, text: 'listening' }],
          failingCut: 0,
          goodCut: 7,
        },
      ],
      firstDivergence: 1,
    }),
  })
})
afterEach(() => {
  cleanup()
  forgetServer()
})

const open = (at: string) => renderAt(<CompareDialog deployment={aFailedDeployment()} fleet={fleet} />, { at })

it('a link opens two logs side by side: equal lines folded, the first difference marked', async () => {
  open('/?compare=web-2:ApplicationStart')
  expect(await screen.findByText('48 equal lines')).toBeDefined()
  expect(screen.getByText('First difference')).toBeDefined()
  expect(within(screen.getByRole('region', { name: 'Only web-2' })).getByText('port 8080 in use')).toBeDefined()
  const good = screen.getByRole('region', { name: 'Only web-1' })
  expect(good.textContent).toContain('listening')
  expect(good.textContent).toContain('and 7 more lines')
})

it('says when only the beginning was compared', async () => {
  open('/?compare=web-2:ApplicationStart')
  expect(await screen.findByText(/only the first 5,000 lines of web-2/)).toBeDefined()
})

it('another good host can be chosen among those that passed, and is kept in the address', async () => {
  const { router } = open('/?compare=web-2:ApplicationStart')
  const choice = await screen.findByRole('combobox', { name: 'Good host' })
  expect(
    within(choice)
      .getAllByRole('option')
      .map((option) => option.textContent),
  ).toEqual(['web-1', 'web-3'])
  fireEvent.change(choice, { target: { value: 'web-3' } })
  expect(router.state.location.search).toBe('?compare=web-2%3AApplicationStart%3Aweb-3')
  await screen.findByRole('region', { name: 'Only web-3' })
  expect(calls.at(-1)?.input).toEqual({
    deploymentId: 'd-1A2B3C4D5',
    failing: 'web-2',
    event: 'ApplicationStart',
    good: 'web-3',
  })
})

it('is closed by taking it out of the address', async () => {
  const { router } = open('/?compare=web-2:ApplicationStart&view=table')
  fireEvent.click(await screen.findByRole('button', { name: 'Close' }))
  expect(router.state.location.search).toBe('?view=table')
})

it.each(['web-2', 'web-2:Nonsense', ':ApplicationStart'])('drops %s: it names no event of this deployment', (text) => {
  expect(comparedFrom(text, ['Install', 'ApplicationStart'])).toBeUndefined()
})

it('what an address says is written the same way', () => {
  for (const text of ['web-2:Install', 'web-2:Install:web-3'])
    expect(comparedText(comparedFrom(text, ['Install'])!)).toBe(text)
})

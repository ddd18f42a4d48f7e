import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { renderAt } from '../../query/testing/stand-in-server.tsx'
import { keyChoices, keysOf, resetKeys } from '../../ui/key-choices.ts'
import { timeChoice, chooseZone } from '../../ui/zones.ts'
import { KeysCard } from './KeysCard.tsx'
import { TimeCard } from './TimeCard.tsx'

afterEach(() => {
  cleanup()
  resetKeys()
  chooseZone('local')
})

const change = (what: RegExp) => fireEvent.click(screen.getByRole('button', { name: what }))
const press = (key: string) => fireEvent.keyDown(screen.getByRole('textbox'), { key })

it('a key is chosen by pressing it, and one that is taken says by what', () => {
  renderAt(<KeysCard />)
  change(/Change ?the key: Stop the deployment/)
  press('b')
  expect(screen.getByRole('alert').textContent).toBe('✕ b is taken: roll back the deployment (asks first).')
  fireEvent.click(screen.getByRole('button', { name: 'Use it' }))
  expect(keysOf('stop', keyChoices.get())).toBe('s')
  press('q')
  press('z')
  fireEvent.click(screen.getByRole('button', { name: 'Use it' }))
  expect(keysOf('stop', keyChoices.get())).toBe('z')
})

it('all single keys are switched off at once', () => {
  renderAt(<KeysCard />)
  fireEvent.click(screen.getByRole('checkbox', { name: 'Single keys do something' }))
  expect(keyChoices.get().isOn).toBe(false)
  expect(screen.queryByText('Next row')).toBeNull()
})

it('the zone of every time is chosen among all that there are', () => {
  renderAt(<TimeCard />)
  fireEvent.change(screen.getByLabelText('Time zone'), { target: { value: 'Asia/Tokyo' } })
  expect(timeChoice.get().zone).toBe('Asia/Tokyo')
})

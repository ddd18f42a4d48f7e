import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { MemoryRouter, useLocation } from 'react-router'
import { afterEach, describe, expect, it } from 'vitest'
import { Tabs } from './Tabs.tsx'

afterEach(cleanup)

const names = ['Logs', 'Plan', 'Events']

function Views() {
  const { pathname } = useLocation()
  const current = pathname.slice(1)
  return <Tabs label="Views" tabs={names.map((name) => ({ name, to: `/${name}`, current: name === current }))} />
}

const renderViews = () =>
  render(
    <MemoryRouter initialEntries={['/Plan']}>
      <Views />
    </MemoryRouter>,
  )

const tab = (name: string) => screen.getByRole('tab', { name })
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })
const focused = () => document.activeElement?.textContent

describe('tabs', () => {
  it.each([
    ['ArrowRight', 'Events'],
    ['ArrowLeft', 'Logs'],
    ['Home', 'Logs'],
    ['End', 'Events'],
  ])('move the focus with %s', (key, name) => {
    renderViews()
    tab('Plan').focus()
    press(key)
    expect(focused()).toBe(name)
  })

  it('open the focused one with the space bar', () => {
    renderViews()
    tab('Plan').focus()
    press('End')
    press(' ')
    expect(tab('Events').getAttribute('aria-selected')).toBe('true')
    expect(focused()).toBe('Events')
  })

  it('take one stop of the tab key: the one that is open', () => {
    renderViews()
    expect(names.filter((name) => tab(name).tabIndex === 0)).toEqual(['Plan'])
  })
})

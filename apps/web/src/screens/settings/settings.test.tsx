import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetServer, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import { PeopleCard } from './PeopleCard.tsx'
import SettingsScreen from './SettingsScreen.tsx'
import { TokensCard } from './TokensCard.tsx'

const grace = { userId: 'u-2', name: 'Grace', email: 'grace@example.com', role: 'deployer', disabled: false }
const token = {
  tokenId: 't-1',
  name: 'nightly',
  role: 'deployer',
  createTime: '2026-11-22T12:00:00Z',
  createdBy: 'Ada',
}

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('a role', () => {
  it('is changed by the button, not by looking through the choices', async () => {
    const calls = standInServer({ listUsers: () => ({ users: [grace as never] }), updateUser: () => ({}) })
    const changes = () => calls.filter((call) => call.name === 'updateUser').map((call) => call.input)
    renderAt(<PeopleCard />)
    fireEvent.change(await screen.findByLabelText('Role of Grace'), { target: { value: 'admin' } })
    expect(screen.getByRole('status').textContent).toBe('Everything: applications, groups, hosts, people.')
    expect(changes()).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: /^Change role/ }))
    await waitFor(() => expect(changes()).toEqual([{ userId: 'u-2', role: 'admin' }]))
  })
})

describe('whoever has no way in any more', () => {
  const link = { signInLink: 'https://sluice.example.com/sign-in?link=slu_1', expireTime: '2026-11-22T13:00:00Z' }
  const newLink = () => screen.findByRole('button', { name: /^New sign-in link ?for Grace/ })

  it('gets another link by their row', async () => {
    const calls = standInServer({ listUsers: () => ({ users: [grace as never] }), createSignInLink: () => link })
    renderAt(<PeopleCard />)
    fireEvent.click(await newLink())
    expect(await screen.findByText(link.signInLink)).toBeDefined()
    expect(screen.getByText(/^Hand this link to Grace/)).toBeDefined()
    expect(calls.filter((call) => call.name === 'createSignInLink').map((call) => call.input)).toEqual([
      { userId: 'u-2' },
    ])
  })

  it('gets none while the account is switched off, and the button says so', async () => {
    const calls = standInServer({ listUsers: () => ({ users: [{ ...grace, disabled: true } as never] }) })
    renderAt(<PeopleCard />)
    fireEvent.click(await newLink())
    expect((await newLink()).getAttribute('aria-disabled')).toBe('true')
    expect(calls.some((call) => call.name === 'createSignInLink')).toBe(false)
  })
})

describe('a token', () => {
  it('is revoked after the question what stops working', async () => {
    const calls = standInServer({
      listAccessTokens: () => ({ tokens: [token as never] }),
      revokeAccessToken: () => ({}),
    })
    const revoked = () => calls.filter((call) => call.name === 'revokeAccessToken').map((call) => call.input)
    renderAt(<TokensCard />)
    fireEvent.click(await screen.findByRole('button', { name: /^Revoke… ?nightly/ }))
    expect(screen.getByRole('dialog', { name: 'Revoke nightly?' }).textContent).toContain('is refused from now on')
    expect(revoked()).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Revoke nightly' }))
    await waitFor(() => expect(revoked()).toEqual([{ tokenId: 't-1' }]))
  })
})

describe('the sections', () => {
  const open = (at = '/settings') => {
    standInServer({ listUsers: () => ({ users: [grace as never] }), listAccessTokens: () => ({ tokens: [] }) })
    renderAt(<SettingsScreen />, { at, path: '/settings' })
  }
  const titles = () => screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)

  it('are listed, each with an address that brings it into sight', async () => {
    const seen: string[] = []
    Element.prototype.scrollIntoView = function (this: Element) {
      seen.push(this.id)
    }
    open('/settings#tokens')
    const index = await screen.findByRole('navigation', { name: 'Sections of the settings' })
    const links = within(index).getAllByRole('link')
    expect(links.map((link) => link.textContent)).toEqual(titles())
    expect(seen).toContain('tokens')
    fireEvent.click(within(index).getByRole('link', { name: 'People' }))
    await waitFor(() => expect(seen.at(-1)).toBe('people'))
    expect(within(index).getByRole('link', { name: 'People' }).getAttribute('aria-current')).toBe('location')
  })

  it('of people and tokens stand before those of this browser', async () => {
    open()
    await screen.findByRole('table', { name: 'People' })
    expect(titles().indexOf('People')).toBeLessThan(titles().indexOf('Keys'))
    expect(titles().indexOf('Access tokens')).toBeLessThan(titles().indexOf('Time and colours'))
  })
})

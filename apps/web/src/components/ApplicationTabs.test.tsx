import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetServer, renderAt, standInServer } from '../query/testing/stand-in-server.tsx'
import { ApplicationTabs } from './ApplicationTabs.tsx'

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('the parts of an application', () => {
  it('are links of a navigation, all in the tab order, and the one that is shown says so', () => {
    standInServer({})
    renderAt(<ApplicationTabs application="shop" current="revisions" />)
    const links = within(screen.getByRole('navigation', { name: 'Parts of shop' })).getAllByRole('link')
    expect(links.map((link) => [link.textContent, link.tabIndex, link.getAttribute('aria-current')])).toEqual([
      ['Deployment groups', 0, null],
      ['Revisions', 0, 'page'],
      ['Deployments', 0, null],
    ])
  })

  it('say how many there are', async () => {
    standInServer({ getApplication: () => ({ application: { groupCount: 3, revisionCount: 1200 } as never }) })
    renderAt(<ApplicationTabs application="shop" current="groups" />)
    await screen.findByRole('link', { name: 'Deployment groups 3' })
    expect(screen.queryByRole('link', { name: 'Revisions 1,200' })).not.toBeNull()
  })
})

import type { Output } from '@sluice/api/contracts'
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { forgetServer, renderAt, standInServer } from '../../../query/testing/stand-in-server.tsx'
import { ChangesPanel } from './ChangesPanel.tsx'

afterEach(() => {
  cleanup()
  forgetServer()
})

const none = { count: 0, paths: [] }
const changes: Output<'getDeploymentChanges'> = {
  revisionName: 'shop-1.1',
  replaces: { deploymentId: 'd-AAAAAAAA1', revisionName: 'shop-1.0', completeTime: '2026-11-22T09:00:00.000Z' },
  bundle: {
    isSame: false,
    added: { count: 300, paths: Array.from({ length: 200 }, (_, at) => `app/new-${at}.txt`) },
    removed: none,
    changed: { count: 1, paths: ['scripts/start.sh'] },
    appSpecLines: [' version: 0.0', '-os: linux', '+os: windows'],
    scripts: [
      { path: 'scripts/start.sh', change: 'changed', lines: ['-exit 0', '+exit 1'] },
      { path: 'scripts/stop.sh', change: 'removed', note: 'Only those who may download revisions see its lines.' },
    ],
    scriptsCut: 0,
  },
  settings: [{ name: 'Roll back by itself', before: 'no', now: 'when it fails' }],
  hosts: { added: { count: 1, paths: ['web-9'] }, removed: none },
}

function open(answer: Output<'getDeploymentChanges'>) {
  standInServer({ getDeploymentChanges: () => answer })
  renderAt(<ChangesPanel deployment={{ deploymentId: 'd-1A2B3C4D5' }} />)
}

it('shows files, AppSpec, scripts, settings and hosts against the deployment that was replaced', async () => {
  open(changes)
  const link = await screen.findByRole('link', { name: 'd-AAAAAAAA1' })
  expect(link.getAttribute('href')).toBe('/deployments/d-AAAAAAAA1')
  expect(screen.getAllByRole('heading').map((heading) => heading.textContent)).toEqual([
    'Files',
    'AppSpec',
    'Scripts',
    'Settings',
    'Hosts',
  ])
  for (const line of ['+os: windows', '+exit 1', 'web-9', 'when it fails']) expect(screen.getByText(line)).toBeDefined()
  expect(screen.getByText('Only those who may download revisions see its lines.')).toBeDefined()
})

it('folds long lists and keeps their counts exact', async () => {
  open(changes)
  expect(await screen.findByText('300 added')).toBeDefined()
  expect(screen.getByText('188 more')).toBeDefined()
  expect(screen.getByText('and 100 that are not listed')).toBeDefined()
})

it('says that nothing of the revision changed when the bytes are the same', async () => {
  open({ ...changes, bundle: { ...changes.bundle!, isSame: true } })
  expect(await screen.findByText('The same bytes: nothing of the revision changed.')).toBeDefined()
})

it('says what the hosts had, where that was not all the one that it is shown against', async () => {
  open({ ...changes, hostsHad: 'Before it, 3 hosts had shop-1.0, 1 host had shop-0.9.' })
  expect(await screen.findByText('Before it, 3 hosts had shop-1.0, 1 host had shop-0.9.')).toBeDefined()
})

it('says why there is nothing to compare with', async () => {
  open({ revisionName: 'shop-1.0', settings: [], note: 'Nothing had succeeded before.' })
  expect(await screen.findByText('Nothing had succeeded before.')).toBeDefined()
  expect(screen.queryByRole('heading')).toBeNull()
})

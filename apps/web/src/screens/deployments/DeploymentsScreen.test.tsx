import type { SavedViewInfo } from '@sluice/api/contracts'
import type { DeploymentSummary } from '@sluice/model'
import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askAllAgain } from '../../query/again.ts'
import { queryClient } from '../../query/client.ts'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../query/testing/stand-in-server.tsx'
import { keep } from '../../session/kept-here.ts'
import DeploymentsScreen from './DeploymentsScreen.tsx'

/** On a busy machine the stand-in socket may take its time. */
configure({ asyncUtilTimeout: 10_000 })

const row = (n: number, part: object = {}) =>
  partOf<DeploymentSummary>({
    deploymentId: `d-00000000${n}`,
    status: 'Succeeded',
    applicationName: 'shop',
    deploymentGroupName: 'live',
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    computePlatform: 'Server',
    deploymentStyle: { deploymentType: 'IN_PLACE' },
    deploymentOverview: { Succeeded: 1, Failed: 0, InProgress: 0, Skipped: 0, Pending: 0, Ready: 0 },
    creator: 'user',
    startedBy: 'Ada',
    revisionName: 'shop-1.1',
    createTime: `2026-11-22T12:0${n}:00.000Z`,
    completeTime: '2026-11-22T12:30:00.000Z',
    ...part,
  })

const view = (part: Partial<SavedViewInfo>): SavedViewInfo => ({
  viewId: 'v-1',
  screen: 'deployments',
  name: 'Failures',
  search: 'status=Failed',
  scope: 'personal',
  createdBy: 'Ada',
  createTime: '2026-11-22T12:00:00.000Z',
  isMine: true,
  remove: { allowed: true },
  ...part,
})

function open(at: string, answers: Answers = {}) {
  const calls = standInServer({
    listDeployments: () => ({ deployments: [], deploymentsInfo: [row(2), row(1)] }),
    listApplications: () => ({ applications: ['billing', 'shop'] }),
    listDeploymentGroups: () => ({ deploymentGroups: ['live'] }),
    listViews: () => ({ views: [view({})], share: { allowed: true } }),
    ...answers,
  })
  const { router } = renderAt(<DeploymentsScreen />, { at })
  const asked = () => calls.filter(({ name }) => name === 'listDeployments').map(({ input }) => input)
  return { calls, asked, search: () => router.state.location.search }
}

const ids = () =>
  within(screen.getByRole('table', { name: 'Deployments' }))
    .getAllByRole('link', { name: /^d-/ })
    .map((link) => link.textContent)

beforeEach(() => {
  standInLive({ deployments: { deployments: [] } })
  localStorage.clear()
})
afterEach(() => {
  cleanup()
  forgetLive()
  forgetServer()
  vi.unstubAllGlobals()
})

describe('the history', () => {
  it('asks for what the address says, tells what it left out, and clears it all at once', async () => {
    const { asked, search } = open('/?status=Failed&q=ops&type=SIDEWAYS')
    await screen.findByText('type=SIDEWAYS')
    await waitFor(() => expect(asked()).toContainEqual({ includeOnlyStatuses: ['Failed'], text: 'ops' }))
    fireEvent.click(screen.getByRole('button', { name: 'Clear 2 filters' }))
    await waitFor(() => expect(search()).toBe('?type=SIDEWAYS'))
    await waitFor(() => expect(asked()).toContainEqual({}))
  })

  it('finds where hosts failed, a success among them', async () => {
    const { asked, search } = open('/?status=Succeeded')
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Has failed hosts' }))
    await waitFor(() => expect(search()).toBe('?status=Succeeded&failedHosts=1'))
    await waitFor(() => expect(asked()).toContainEqual({ includeOnlyStatuses: ['Succeeded'], withFailedHosts: true }))
    fireEvent.click(screen.getByRole('button', { name: 'Take out Has failed hosts' }))
    await waitFor(() => expect(search()).toBe('?status=Succeeded'))
  })

  it('takes out one filter by its chip', async () => {
    const { search } = open('/?status=Failed&application=shop')
    fireEvent.click(await screen.findByRole('button', { name: 'Take out Status: Failed' }))
    await waitFor(() => expect(search()).toBe('?application=shop'))
  })

  it('is filtered by a group of any application, which chooses that application too', async () => {
    const { asked, search } = open('/?status=Failed', {
      listDeploymentGroups: ({ applicationName }) => ({
        applicationName,
        deploymentGroups: [applicationName === 'shop' ? 'live' : 'nightly'],
      }),
    })
    await screen.findByRole('option', { name: 'nightly' })
    const field = screen.getByRole('combobox', { name: 'Deployment group' })
    fireEvent.change(field, { target: { value: 'billing/nightly' } })
    await waitFor(() => expect(search()).toBe('?status=Failed&application=billing&group=nightly'))
    const expected = { applicationName: 'billing', deploymentGroupName: 'nightly', includeOnlyStatuses: ['Failed'] }
    await waitFor(() => expect(asked()).toContainEqual(expected))
    fireEvent.change(field, { target: { value: '' } })
    await waitFor(() => expect(search()).toBe('?status=Failed&application=billing'))
  })

  it('on a phone folds all but the words into one button, which counts those that are set', async () => {
    open('/?status=Failed&type=IN_PLACE&q=ops')
    const button = await screen.findByRole('button', { name: /^Filters\s*:\s*2\s*set/ })
    const folded = document.getElementById(button.getAttribute('aria-controls') ?? '')
    expect(folded?.classList).toContain('max-sm:hidden')
    expect(folded?.contains(screen.getByRole('combobox', { name: 'Type' }))).toBe(true)
    expect(folded?.contains(screen.getByRole('searchbox', { name: 'Find' }))).toBe(false)
    fireEvent.click(button)
    expect(button.getAttribute('aria-expanded')).toBe('true')
    expect(folded?.classList).not.toContain('max-sm:hidden')
  })

  it('chooses several statuses from a menu', async () => {
    const { search } = open('/?status=Failed')
    fireEvent.keyDown(await screen.findByRole('button', { name: /^Status/ }), { key: 'Enter' })
    fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Stopped' }))
    await waitFor(() => expect(search()).toBe('?status=Failed%2CStopped'))
  })

  it('says that nothing matches only after the whole history was looked through', async () => {
    const pages = [{ nextToken: 'next', lookedBackTo: '2026-01-01T00:00:00.000Z' }, {}]
    const { asked } = open('/?status=Failed', {
      listDeployments: (input) => ({
        deployments: [],
        deploymentsInfo: [],
        ...(input.includeOnlyStatuses?.[0] === 'Failed' ? pages[input.nextToken === undefined ? 0 : 1] : {}),
      }),
    })
    await screen.findByRole('heading', { name: 'No deployment matches' })
    expect(asked()).toContainEqual({ includeOnlyStatuses: ['Failed'], nextToken: 'next' })
    expect(screen.getByRole('link', { name: 'Clear filter' })).toBeDefined()
  })

  it('goes on looking by itself only for a while, then when somebody asks, and no write makes it look through all again', async () => {
    const lookedBackTo = '2026-01-01T00:00:00.000Z'
    const { asked } = open('/?status=Failed', {
      listDeployments: (input) => ({
        deployments: [],
        deploymentsInfo: [],
        ...(input.includeOnlyStatuses?.[0] === 'Failed' && {
          nextToken: `${Number(input.nextToken ?? 1) + 1}`,
          lookedBackTo,
        }),
      }),
    })
    const pages = () => asked().filter((input) => JSON.stringify(input).includes('Failed')).length
    const further = await screen.findByRole('button', { name: 'Look further back' })
    expect(pages()).toBe(5)
    expect(screen.queryByRole('heading', { name: 'No deployment matches' })).toBeNull()
    fireEvent.click(further)
    await waitFor(() => expect(pages()).toBe(6))
    await screen.findByRole('button', { name: 'Look further back' })
    await act(() => askAllAgain(queryClient))
    expect(pages()).toBe(6)
  })

  it('says how far it looked when few matched, and looks further when asked', async () => {
    open('/?status=Failed', {
      listDeployments: (input) => ({
        deployments: [],
        deploymentsInfo: input.nextToken === undefined ? [row(2)] : [row(1)],
        ...(input.nextToken === undefined && { nextToken: 'next', lookedBackTo: '2026-01-01T00:00:00.000Z' }),
      }),
    })
    await screen.findByText(/Looked through the history back to/)
    expect(screen.getByText('1+ deployments')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Look further back' }))
    await waitFor(() => expect(ids()).toEqual(['d-000000002', 'd-000000001']))
    expect(screen.getByText('2 deployments')).toBeDefined()
  })

  it('shows what waits for the reader, not what waits for others', async () => {
    const ready = { status: 'Ready', blueGreen: { kind: 'forward', ready: {} } }
    open('/?waiting=1', {
      listDeployments: () => ({ deployments: [], deploymentsInfo: [row(2, ready), row(1, ready)] }),
      listApprovals: () => ({
        approvals: [1, 2].map((n) => ({
          deploymentId: `d-00000000${n}`,
          mayApprove: { allowed: n === 1 },
          approvals: 0,
          approvers: 1,
        })),
      }),
    })
    await waitFor(() => expect(ids()).toEqual(['d-000000001']))
  })

  it('turns its order by the headings, and says so to those who listen', async () => {
    const { search } = open('/')
    const heading = await screen.findByRole('columnheader', { name: /Started$|Started ▼/ })
    expect(heading.getAttribute('aria-sort')).toBe('descending')
    fireEvent.click(within(heading).getByRole('button'))
    await waitFor(() => expect(ids()).toEqual(['d-000000001', 'd-000000002']))
    expect(search()).toBe('?sort=oldest')
  })

  it('keeps columns and density in this browser', async () => {
    open('/')
    fireEvent.keyDown(await screen.findByRole('button', { name: 'Columns' }), { key: 'Enter' })
    fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Platform' }))
    await screen.findByRole('columnheader', { name: 'Platform', hidden: true })
    await screen.findAllByRole('cell', { name: 'Server', hidden: true })
    expect(localStorage.getItem('sluice.deployments.look')).toContain('"platform"')
  })
})

describe('saved views', () => {
  const openMenu = async () => {
    fireEvent.keyDown(await screen.findByRole('button', { name: /^Views/ }), { key: 'Enter' })
    await screen.findByRole('menu', { name: /^Views/ })
  }

  it('open with all their filters', async () => {
    const { search } = open('/')
    await openMenu()
    fireEvent.click(await screen.findByRole('menuitem', { name: /^Failures/ }))
    await waitFor(() => expect(search()).toBe('?status=Failed'))
    await screen.findByRole('button', { name: 'Views: Failures' })
  })

  it('keep the address under a name; a refusal stands at the name', async () => {
    const { calls } = open('/?status=Failed&started=7d', {
      saveView: ({ name }) =>
        name === 'Taken'
          ? refusal('SavedViewAlreadyExists', 'No', [{ field: 'name', message: 'name is taken: choose another one.' }])
          : { viewId: 'v-2' },
    })
    await openMenu()
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Save this view…' }))
    fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'Taken' } })
    fireEvent.click(screen.getByRole('radio', { name: /The team/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Save view' }))
    await screen.findByText(/Is taken: choose another one/)
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Week' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save view' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(calls.filter(({ name }) => name === 'saveView').at(-1)?.input).toEqual({
      screen: 'deployments',
      name: 'Week',
      search: 'status=Failed&started=7d',
      scope: 'team',
    })
  })

  it('are opened at the start when one was chosen for it, and not again after clearing', async () => {
    keep('u-1', 'start.deployments', 'status=Failed')
    const { search } = open('/')
    await waitFor(() => expect(search()).toBe('?status=Failed'))
    fireEvent.click(await screen.findByRole('button', { name: 'Clear filter' }))
    await waitFor(() => expect(search()).toBe(''))
    await screen.findByRole('table', { name: 'Deployments' })
    expect(search()).toBe('')
  })

  it('of somebody else cannot be deleted, and the button says why; one’s own goes after a second press', async () => {
    const { calls } = open('/', {
      listViews: () => ({
        views: [
          view({}),
          view({ viewId: 'v-2', name: 'Theirs', scope: 'team', remove: { allowed: false, reason: 'Eve made it.' } }),
        ],
        share: { allowed: true },
      }),
      deleteView: () => ({}),
    })
    await openMenu()
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Start view and deleting…' }))
    const theirs = await screen.findByRole('button', { name: 'Delete Theirs' })
    expect([theirs.getAttribute('aria-disabled'), theirs.parentElement?.textContent]).toEqual([
      'true',
      expect.stringContaining('Eve made it.'),
    ])
    fireEvent.click(screen.getByRole('button', { name: 'Delete Failures' }))
    expect(calls.some(({ name }) => name === 'deleteView')).toBe(false)
    fireEvent.click(screen.getByRole('button', { name: 'Really delete Failures' }))
    await waitFor(() => expect(calls.find(({ name }) => name === 'deleteView')?.input).toEqual({ viewId: 'v-1' }))
  })
})

describe('the export', () => {
  it('pages through everything that matches and saves one file; nothing when it fails', async () => {
    const saved: Blob[] = []
    vi.stubGlobal(
      'URL',
      Object.assign(URL, {
        createObjectURL: (blob: Blob) => (saved.push(blob), 'blob:x'),
        revokeObjectURL: () => undefined,
      }),
    )
    const names: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
      if (this.download !== '') names.push(this.download)
    })
    let isBroken = true
    open('/?status=Succeeded', {
      listDeployments: (input) =>
        input.nextToken === 'broken' && isBroken
          ? refusal('Fault', 'The server is away.')
          : {
              deployments: [],
              deploymentsInfo: input.nextToken === undefined ? [row(2)] : [row(1)],
              ...(input.nextToken === undefined && { nextToken: 'broken' }),
            },
    })
    fireEvent.click(await screen.findByRole('button', { name: 'Export…' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Export as CSV' }))
    await screen.findByText(/No file was written/)
    expect(saved).toEqual([])
    isBroken = false
    fireEvent.click(screen.getByRole('button', { name: 'Export as CSV' }))
    await waitFor(() => expect(names).toEqual([expect.stringMatching(/^deployments_Succeeded_\d{4}-\d\d-\d\d\.csv$/)]))
    expect((await saved[0]?.text())?.match(/d-00000000\d/g)).toEqual(['d-000000002', 'd-000000001'])
  })
})

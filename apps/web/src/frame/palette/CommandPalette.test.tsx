import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useCommand } from '../../components/commands.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import { forgetKeptHere } from '../../session/kept-here.ts'
import { useShortcut } from '../../ui/keys.ts'
import { FrameKeys } from '../FrameKeys.tsx'
import { keysHelpOpen } from '../keys-help-state.ts'
import { Overlays } from '../Overlays.tsx'
import { closePalette, openPalette } from './palette-state.ts'

const deployment = {
  deploymentId: 'd-1A2B3C4D5',
  applicationName: 'shop',
  deploymentGroupName: 'production',
  revisionName: '1.2',
  description: 'the winter sale',
  startedBy: 'Dana',
  status: 'Succeeded',
}

const lists = {
  listDeployments: () => ({ deploymentsInfo: [deployment as never] }),
  listApplications: () => ({ applications: ['shop', 'mail'] }),
  listDeploymentGroups: ({ applicationName }: { applicationName: string }) => ({
    applicationName,
    deploymentGroups: applicationName === 'shop' ? ['production'] : ['inbound'],
  }),
  listApplicationRevisions: ({ applicationName }: { applicationName: string }) => ({
    revisionsInfo: applicationName === 'shop' ? [{ name: 'shop-7.zip' } as never] : [],
  }),
  listOnPremisesInstances: () => ({
    instanceInfos: [{ instanceName: 'web-1', tags: [{ Key: 'env', Value: 'prod' }] } as never],
  }),
}

let done: string[] = []

function Deployment({ whyNot }: { whyNot?: string }) {
  useCommand({ name: 'Stop d-1A2B3C4D5', whyNot, shortcut: 'stop', run: () => done.push('stop') })
  useShortcut('stop', () => void done.push('stop by its key'))
  return <h1>Deployment</h1>
}

function show(whyNot?: string) {
  const calls = standInServer(lists)
  const view = renderAt(
    <>
      <FrameKeys />
      <main>
        <Deployment {...(whyNot !== undefined && { whyNot })} />
      </main>
      <Overlays />
    </>,
  )
  return { ...view, calls }
}

async function open() {
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  return screen.findByRole('combobox')
}

const type = (text: string) => fireEvent.change(screen.getByRole('combobox'), { target: { value: text } })
const press = (key: string) => fireEvent.keyDown(screen.getByRole('combobox'), { key })
const names = () => screen.queryAllByRole('option').map((option) => option.textContent)
const chosen = () => document.getElementById(screen.getByRole('combobox').getAttribute('aria-activedescendant') ?? '')

// Loaded when first wanted, which takes its time on a busy machine.
beforeAll(() => Promise.all([import('./CommandPalette.tsx'), import('../KeysHelp.tsx')]))

afterEach(() => {
  closePalette()
  keysHelpOpen.set(false)
  cleanup()
  forgetServer()
  forgetKeptHere()
  done = []
})

describe('the palette', () => {
  it('opens by Ctrl K, the text has the focus, and the first of the list is chosen', async () => {
    show()
    const field = await open()
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect(chosen()?.textContent).toContain('Stop d-1A2B3C4D5')
  })

  it('keeps from the screen what is typed while it is still being loaded, and has it in its field', async () => {
    show()
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
    for (const key of 'stopq') expect(fireEvent.keyDown(document.body, { key })).toBe(false)
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
    fireEvent.keyDown(document.body, { key: 'Backspace' })
    expect(done).toEqual([])
    const field = (await screen.findByRole('combobox')) as HTMLInputElement
    await waitFor(() => expect(field.value).toBe('stop'))
    expect(document.activeElement).toBe(field)
    expect(fireEvent.keyDown(document.body, { key: 'x' })).toBe(true)
  })

  it('is left by Escape before it is there, and the keys are the screen’s again', async () => {
    show()
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
    fireEvent.keyDown(document.body, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull())
    fireEvent.keyDown(document.body, { key: 's' })
    expect(done).toEqual(['stop by its key'])
  })

  it('holds no key when what is around it goes', () => {
    const { unmount } = show()
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
    unmount()
    expect(fireEvent.keyDown(document.body, { key: 's' })).toBe(true)
  })

  it('offers first what the screen offers, with its key', async () => {
    show()
    await open()
    const here = screen.getByRole('group', { name: 'On this screen' })
    expect(within(here).getByRole('option').textContent).toBe('Stop d-1A2B3C4D5s')
  })

  it('does what its button does', async () => {
    show()
    await open()
    press('Enter')
    await waitFor(() => expect(done).toEqual(['stop']))
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('does nothing by the Enter or the arrows of an input method', async () => {
    show()
    await open()
    const before = chosen()?.id
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'ArrowDown', isComposing: true })
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter', isComposing: true })
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter', keyCode: 229 })
    expect([screen.queryByRole('combobox') !== null, chosen()?.id]).toEqual([true, before])
  })

  it.each([
    ['enrol', 'Instances'],
    ['invite', 'Settings'],
    ['sign out', 'Sign out'],
  ])('by "%s" finds %s', async (words, name) => {
    show()
    await open()
    type(words)
    await waitFor(() => expect(names()[0]).toContain(name))
  })

  it('says why something may not be done now, and does not do it', async () => {
    show('It has ended.')
    await open()
    expect(chosen()?.textContent).toContain('Not now: It has ended.')
    expect(chosen()?.getAttribute('aria-disabled')).toBe('true')
    press('Enter')
    expect(done).toEqual([])
    expect(screen.getByRole('combobox')).toBeTruthy()
  })

  it('goes to a screen by its name, and lists it first the next time', async () => {
    const { router } = show()
    await open()
    type('load bal')
    press('Enter')
    await waitFor(() => expect(router.state.location.pathname).toBe('/load-balancers'))
    await open()
    expect(screen.getAllByRole('group')[0]?.getAttribute('aria-label')).toBe('Recent')
    expect(names()[0]).toMatch(/^Load balancers/)
  })

  it.each([
    ['winter', 'd-1A2B3C4D5 shop › production · 1.2 · Succeeded'],
    ['mail inb', 'inbound mail'],
    ['shop-7', 'shop-7.zip shop'],
    ['env=prod', 'web-1 env=prod'],
    ['mail', 'mail'],
  ])('finds by "%s": %s', async (typed, found) => {
    show()
    await open()
    type(typed)
    await waitFor(() => expect(names()).toContain(found))
  })

  it('finds a deployment of any age by its id', async () => {
    const calls = standInServer({
      ...lists,
      listDeployments: () => ({ deploymentsInfo: [] }),
      getDeployment: () => ({ deploymentInfo: deployment as never }),
    })
    renderAt(<Overlays />)
    openPalette()
    await screen.findByRole('combobox')
    type('d-1a2b3c4d5')
    await waitFor(() => expect(names()[0]).toContain('d-1A2B3C4D5'))
    expect(calls).toContainEqual({ name: 'getDeployment', input: { deploymentId: 'd-1A2B3C4D5' } })
  })

  it('asks the server nothing until typing pauses', async () => {
    const { calls } = show()
    await open()
    for (const text of ['s', 'sh', 'sho', 'shop']) type(text)
    expect(calls).toEqual([])
    await waitFor(() =>
      expect(calls.filter(({ name }) => name === 'listDeployments').map(({ input }) => input)).toEqual([
        { text: 'shop' },
        {},
      ]),
    )
  })

  it('says that a part could not be searched', async () => {
    standInServer({ ...lists, listDeployments: () => refusal('AccessDenied', 'No.') })
    renderAt(<Overlays />)
    openPalette()
    await screen.findByRole('combobox')
    type('shop')
    await screen.findByText('Not everything could be searched: No.')
  })

  it('says what it has not looked through, before one believes that there is nothing', async () => {
    standInServer({
      ...lists,
      listApplications: () => ({ applications: Array.from({ length: 9 }, (_, at) => `application-${at}`) }),
      listOnPremisesInstances: () => ({ ...lists.listOnPremisesInstances(), nextToken: 'more' }),
    })
    renderAt(<Overlays />)
    act(() => openPalette('everything'))
    await screen.findByRole('combobox')
    type('zebra')
    const note = await screen.findByText(/^Nothing has these words\./)
    expect(note.textContent).toContain(
      'Of the instances, the first 1 were looked through; any is found by its whole name.',
    )
    expect(note.textContent).toContain('For groups and revisions, type the name of their application too.')
  })

  it('moves the choice by the arrows, around both ends', async () => {
    show()
    await open()
    const all = names()
    press('ArrowUp')
    expect(chosen()?.textContent).toBe(all.at(-1))
    press('ArrowDown')
    expect(chosen()?.textContent).toBe(all[0])
  })
})

describe('keys of every screen', () => {
  it('"." lists only what can be done here', async () => {
    show()
    fireEvent.keyDown(document.body, { key: '.' })
    await screen.findByRole('dialog', { name: 'What can be done here' })
    expect(names()).toEqual(['Stop d-1A2B3C4D5s'])
  })

  it('"?" lists the keys of the screen', async () => {
    show()
    fireEvent.keyDown(document.body, { key: '?' })
    const everywhere = await screen.findByRole('region', { name: 'Everywhere' })
    expect(everywhere.textContent).toContain('Go to Deploymentsg then d')
  })

  it('"g d" goes to the deployments', async () => {
    const { router } = show()
    fireEvent.keyDown(document.body, { key: 'g' })
    fireEvent.keyDown(document.body, { key: 'd' })
    await waitFor(() => expect(router.state.location.pathname).toBe('/deployments'))
  })

  it('Escape leaves the field to find in, with its words, and the next key is the screen’s', async () => {
    standInServer({})
    const { router } = renderAt(
      <main>
        <FrameKeys />
        <input type="search" aria-label="Find" defaultValue="shop" />
      </main>,
    )
    const field = screen.getByLabelText('Find') as HTMLInputElement
    fireEvent.keyDown(document.body, { key: '/' })
    expect(document.activeElement).toBe(field)
    expect(fireEvent.keyDown(field, { key: 'Escape' })).toBe(false)
    expect(field.value).toBe('shop')
    for (const key of ['g', 'd']) fireEvent.keyDown(document.activeElement ?? document.body, { key })
    await waitFor(() => expect(router.state.location.pathname).toBe('/deployments'))
  })

  it('"j" and "k" go through the rows of a table and stay at its ends', () => {
    standInServer({})
    renderAt(
      <main>
        <FrameKeys />
        <table>
          <tbody>
            {['a', 'b'].map((name) => (
              <tr key={name}>
                <td>
                  <a href={`#${name}`}>{name}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </main>,
    )
    const focused = ['j', 'j', 'j', 'k'].map((key) => {
      fireEvent.keyDown(document.activeElement ?? document.body, { key })
      return document.activeElement?.textContent
    })
    expect(focused).toEqual(['a', 'b', 'b', 'a'])
  })
})

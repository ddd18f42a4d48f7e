import type { Output } from '@sluice/api/contracts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import LoadBalancerScreen from './LoadBalancerScreen.tsx'
import LoadBalancersScreen from './LoadBalancersScreen.tsx'

const member = (targetId: string, more: object = {}) => ({
  targetId,
  address: '127.0.0.1',
  port: 9001,
  weight: 1,
  traffic: 'production',
  health: { state: 'healthy', reason: '200 from /', since: Date.parse('2026-11-22T12:00:00Z') },
  open: 0,
  ...more,
})

const standing = (members: object[], usedBy: object[] = []) =>
  partOf<Output<'getLoadBalancer'>>({
    loadBalancer: {
      name: 'front',
      kind: 'embedded',
      listeners: { production: 8080, test: 8081 },
      healthCheck: {
        path: '/health',
        intervalSeconds: 2,
        timeoutSeconds: 2,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
        matcher: '200-299',
      },
      drainSeconds: 30,
      createTime: '2026-11-22T12:00:00Z',
      createdBy: 'Ada',
    },
    listeners: [
      { kind: 'production', port: 8080, url: 'http://127.0.0.1:8080/' },
      { kind: 'test', port: 8081, url: '', error: 'port 8081 is in use' },
    ],
    targetGroups: [{ name: 'shop', port: 9000, members, usedBy }],
  })

const open = () => renderAt(<LoadBalancerScreen />, { at: '/load-balancers/front', path: '/load-balancers/:name' })

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('a load balancer', () => {
  it('says of each host whom it serves and why it is not healthy, in the balancer’s own words', async () => {
    const unhealthy = { state: 'unhealthy', reason: 'HTTP 503 from /health', since: Date.now() }
    standInServer({
      getLoadBalancer: () =>
        standing([member('web-1'), member('web-2', { traffic: 'test', health: unhealthy, open: 3 })]),
    })
    open()
    const rows = within(await screen.findByRole('table', { name: 'Members of shop' })).getAllByRole('row')
    expect(rows[1]?.textContent).toMatch(/web-1.*Users.*Healthy/)
    expect(rows[2]?.textContent).toMatch(/web-2.*Test only.*Unhealthy.*HTTP 503 from \/health.*3/)
  })

  it('says why a listener does not listen, and links to the one that does', async () => {
    standInServer({ getLoadBalancer: () => standing([]) })
    open()
    const card = await screen.findByRole('region', { name: 'Listeners' })
    expect(within(card).getByRole('link').getAttribute('href')).toBe('http://127.0.0.1:8080/')
    expect(card.textContent).toContain('✕ port 8081 is in use')
  })

  it('is sent the name of a target group as it was pasted, however long, and its rule stands beside the field', async () => {
    const message = 'name must be at most 100 characters long'
    const calls = standInServer({
      getLoadBalancer: () => standing([]),
      createTargetGroup: () => refusal('InvalidInputException', message, [{ field: 'name', rule: 'max', message }]),
    })
    open()
    fireEvent.click(await screen.findByRole('button', { name: 'Add a target group' }))
    const field = screen.getByLabelText('Name')
    expect(field.getAttribute('maxlength')).toBeNull()
    fireEvent.change(field, { target: { value: 'x'.repeat(101) } })
    fireEvent.change(screen.getByLabelText('Port of the hosts'), { target: { value: '8080' } })
    fireEvent.submit(field)
    await screen.findByText('✕ Must be at most 100 characters long')
    const sent = calls.find(({ name }) => name === 'createTargetGroup')?.input
    expect(sent).toMatchObject({ name: 'x'.repeat(101) })
  })

  it('that a deployment group uses is not deleted, and the button says who', async () => {
    const usedBy = [{ applicationName: 'shop', deploymentGroupName: 'production' }]
    standInServer({ getLoadBalancer: () => standing([], usedBy) })
    open()
    const button = await screen.findByRole('button', { name: 'Delete…' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText(/^production registers its hosts here/)).toBeDefined()
  })

  it('is deleted after its name was typed and the consequence read', async () => {
    const calls = standInServer({ getLoadBalancer: () => standing([member('web-1')]), deleteLoadBalancer: () => ({}) })
    const deleted = () => calls.filter(({ name }) => name === 'deleteLoadBalancer').map(({ input }) => input)
    open()
    fireEvent.click(await screen.findByRole('button', { name: 'Delete…' }))
    const dialog = screen.getByRole('dialog', { name: 'Delete the load balancer front?' })
    expect(dialog.textContent).toContain('Nobody is served on ports 8080 and 8081 any more.')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Delete front' }))
    fireEvent.change(within(dialog).getByLabelText('Type front to delete it'), { target: { value: 'front' } })
    expect(deleted()).toEqual([])
    fireEvent.click(within(dialog).getByRole('button', { name: 'Delete front' }))
    await waitFor(() => expect(deleted()).toEqual([{ name: 'front' }]))
  })
})

describe('the settings of a load balancer', () => {
  it('are changed where it stands: the health check that can never pass is mended without a new balancer', async () => {
    const calls = standInServer({
      getLoadBalancer: () => standing([]),
      updateLoadBalancer: () => ({ name: 'front' as never }),
    })
    const sent = () => calls.filter(({ name }) => name === 'updateLoadBalancer').map(({ input }) => input)
    open()
    fireEvent.click(await screen.findByRole('button', { name: 'Edit…' }))
    const dialog = screen.getByRole('dialog', { name: 'Edit the load balancer front' })
    const type = (label: string, value: string) =>
      fireEvent.change(within(dialog).getByLabelText(label), { target: { value } })
    const save = () => fireEvent.click(within(dialog).getByRole('button', { name: 'Save changes' }))
    type('Drain seconds', 'soon')
    save()
    await within(dialog).findByText('✕ Write a number.')
    expect(sent()).toEqual([])
    type('Drain seconds', '5')
    type('Healthy status codes', '200-399')
    save()
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]).toMatchObject({ name: 'front', healthCheck: { matcher: '200-399' }, drainSeconds: 5 })
  })
})

it('what the server refused of a setting is not said any more once it was changed', async () => {
  const message = 'healthCheck.matcher must be a status code, a range, or codes with commas.'
  standInServer({
    getLoadBalancer: () => standing([]),
    updateLoadBalancer: () =>
      refusal('InvalidLoadBalancerInfoException', message, [{ field: 'healthCheck.matcher', message }]),
  })
  open()
  fireEvent.click(await screen.findByRole('button', { name: 'Edit…' }))
  const dialog = screen.getByRole('dialog')
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save changes' }))
  await within(dialog).findByText(/^✕ Must be a status code/)
  fireEvent.change(within(dialog).getByLabelText('Healthy status codes'), { target: { value: '200' } })
  expect(within(dialog).queryByText(/^✕/)).toBeNull()
})

describe('a target group of many hosts', () => {
  it('shows those that are not healthy first, and all when asked', async () => {
    const members = Array.from({ length: 70 }, (_, at) => member(`web-${at + 1}`))
    const ill = member('web-71', { health: { state: 'unhealthy', reason: 'HTTP 503', since: 0 } })
    standInServer({ getLoadBalancer: () => standing([...members, ill]) })
    open()
    const rows = () => screen.getAllByRole('row').slice(1)
    await screen.findByRole('table', { name: 'Members of shop' })
    expect(rows()).toHaveLength(60)
    expect(rows()[0]?.textContent).toContain('web-71')
    fireEvent.click(screen.getByRole('button', { name: 'Show all 71' }))
    expect(rows()).toHaveLength(71)
  })
})

describe('creating a load balancer', () => {
  it('ties each refusal to its field and goes to the new one at the end', async () => {
    let isTaken = true
    const field = 'listeners.test'
    const message = 'listeners.test must be another port than the production listener.'
    standInServer({
      listLoadBalancers: () => ({ loadBalancers: [] }),
      createLoadBalancer: () =>
        isTaken
          ? refusal('InvalidLoadBalancerInfoException', message, [{ field, message }])
          : { name: 'front' as never },
    })
    const { router } = renderAt(<LoadBalancersScreen />, { at: '/load-balancers', path: '/load-balancers' })
    fireEvent.click((await screen.findAllByRole('button', { name: 'Create load balancer' }))[0] as HTMLElement)
    const dialog = screen.getByRole('dialog')
    const type = (label: string, value: string) =>
      fireEvent.change(within(dialog).getByLabelText(label), { target: { value } })
    const send = () => fireEvent.click(within(dialog).getByRole('button', { name: 'Create load balancer' }))
    type('Name', 'front')
    type('Port for users', '8080')
    type('Port for test requests', '8080')
    send()
    await within(dialog).findByText(/✕ Must be another port than the production listener/)
    expect(within(dialog).getByLabelText('Port for test requests').getAttribute('aria-invalid')).toBe('true')
    isTaken = false
    type('Port for test requests', '8081')
    expect(within(dialog).queryByText(/^✕/)).toBeNull()
    send()
    await waitFor(() => expect(router.state.location.pathname).toBe('/load-balancers/front'))
  })

  it('asks for a number where a port is none, and sends nothing', async () => {
    const calls = standInServer({ listLoadBalancers: () => ({ loadBalancers: [] }) })
    renderAt(<LoadBalancersScreen />, { at: '/load-balancers', path: '/load-balancers' })
    fireEvent.click((await screen.findAllByRole('button', { name: 'Create load balancer' }))[0] as HTMLElement)
    const dialog = screen.getByRole('dialog')
    fireEvent.change(within(dialog).getByLabelText('Port for users'), { target: { value: 'http' } })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Create load balancer' }))
    await within(dialog).findByText('✕ Write a number.')
    expect(within(dialog).getByText('✕ Write a name.')).toBeDefined()
    expect(calls.map(({ name }) => name)).not.toContain('createLoadBalancer')
  })
})

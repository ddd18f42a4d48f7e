import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryClient } from '../../query/client.ts'
import { forgetServer, refusal } from '../../query/testing/stand-in-server.tsx'
import { blue, open, pick, plan, planOf, ready, serve, start } from './testing/a-wizard.tsx'

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  forgetServer()
})

const stepButton = (name: RegExp) =>
  within(screen.getByRole('navigation', { name: 'Steps of this form' })).getByRole('button', { name })
const openSteps = () => screen.getAllByRole('heading', { level: 2, name: /^\d / }).map((one) => one.textContent)
const found = (text: string | RegExp) => waitFor(() => expect(screen.getAllByText(text)).not.toEqual([]))

describe('the steps', () => {
  it('open one below the other while the form is filled, and none folds away', async () => {
    serve()
    open('')
    await screen.findByLabelText('Deployment group')
    await waitFor(() => expect(screen.getByRole('option', { name: 'blue' })).toBeTruthy())
    expect(openSteps()).toEqual(['1 Where'])
    pick('Deployment group', 'blue')
    await screen.findByLabelText('Revision')
    await waitFor(() => expect(screen.getByRole('option', { name: /^1\.0/ })).toBeTruthy())
    pick('Revision', '1.0')
    await ready('The plan of blue.')
    expect(openSteps()).toEqual(['1 Where', '2 What', '4 Review'])
  })

  it('begin with the review where the address says where and what', async () => {
    serve()
    open(blue)
    await ready('The plan of blue.')
    expect(openSteps()).toEqual(['4 Review'])
    expect(stepButton(/^1 Where.*done: ?shop \/ blue$/)).toBeTruthy()
    expect(stepButton(/^2 What.*done: ?1\.0$/)).toBeTruthy()
  })

  it('are gone to in any order, with the address and the focus', async () => {
    serve()
    const { router } = open(blue)
    await ready('The plan of blue.')
    fireEvent.click(stepButton(/^5 Start.*done: ?ready$/))
    await waitFor(() => expect(openSteps()).toEqual(['5 Start']))
    expect(new URLSearchParams(router.state.location.search).get('step')).toBe('start')
    expect(document.activeElement?.textContent).toBe('5 Start')
    fireEvent.click(screen.getByRole('button', { name: /^3 How/ }))
    await screen.findByLabelText('Deployment configuration')
    expect(openSteps()).toEqual(['3 How'])
    fireEvent.click(screen.getByRole('button', { name: 'Next: Review' }))
    await waitFor(() => expect(openSteps()).toEqual(['4 Review']))
  })

  it('say that a revision of a link is not there any more', async () => {
    serve()
    open('?application=shop&group=blue&revision=gone')
    await found(/in this link is not registered here any more/)
    expect(openSteps()).toContain('2 What')
    expect(start().getAttribute('aria-disabled')).toBe('true')
  })
})

describe('a bundle', () => {
  const complaint = (severity: string) => ({ rule: 'V9', severity, message: 'Something is odd.', line: 3, column: 1 })

  it('with warnings is started when they are said to be read', async () => {
    serve({ checkRevision: () => ({ valid: true, complaints: [complaint('warning')] as never }) })
    open(`${blue}&step=what`)
    const tick = await screen.findByLabelText('I have read the warning')
    expect(screen.getByRole('list', { name: 'Complaints' }).textContent).toContain(
      'appspec.yml:3:1 V9 Something is odd.',
    )
    expect(start().getAttribute('aria-disabled')).toBe('true')
    await found('Read the warnings of the revision first (step 2).')
    fireEvent.click(tick)
    await ready('The plan of blue.')
  })

  it('with errors is not started', async () => {
    serve({ checkRevision: () => ({ valid: false, complaints: [complaint('error')] as never }) })
    open(blue)
    await found('Hosts cannot install this revision: choose another one.')
    expect(start().getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByRole('button', { name: /^2 What, something is wrong/ })).toBeTruthy()
  })
})

describe('the group’s name', () => {
  it('is typed before the start where the server asks for it, and only then', async () => {
    const calls = serve({
      planDeployment: () => ({ ...planOf('All at once.'), confirm: { typed: 'blue', why: 'blue is production.' } }),
    })
    open(blue)
    await waitFor(() => expect(within(plan()).queryByText('All at once.')).not.toBeNull())
    expect(start().getAttribute('aria-disabled')).toBe('true')
    fireEvent.click(screen.getByRole('button', { name: 'Type the name…' }))
    fireEvent.change(await screen.findByLabelText('Type blue to start it'), { target: { value: 'blu' } })
    fireEvent.click(start())
    expect(calls.some(({ name }) => name === 'createDeployment')).toBe(false)
    fireEvent.change(screen.getByLabelText('Type blue to start it'), { target: { value: 'blue' } })
    await ready('All at once.')
    fireEvent.click(start())
    await waitFor(() => expect(calls.some(({ name }) => name === 'createDeployment')).toBe(true))
  })
})

it('hosts that are out of service since last time are marked in the waves of the plan', async () => {
  const hosts = ['web-1', 'web-2'].map((instanceName) => ({
    instanceName,
    connected: true,
    ...(instanceName === 'web-1' && { instanceHealth: 'Unhealthy', revisionHealth: 'Old' }),
  }))
  const planned = planOf('The plan of blue.', hosts)
  serve({
    planDeployment: () => ({
      ...planned,
      plan: { ...planned.plan, waves: [{ wave: 1, targets: ['web-1', 'web-2'], zone: 'a' }] } as never,
    }),
  })
  open(blue)
  await ready('The plan of blue.')
  expect(
    within(plan())
      .getAllByText(/^web-[12]$/)
      .map((one) => one.textContent),
  ).toEqual(['◆ web-1 (out of service since last time)', 'web-2'])
  expect(within(plan()).getByText('◆ out of service since last time')).toBeTruthy()
})

it('hosts that another group is at work on too are one line in the plan, with the way there', async () => {
  const sentence = 'All 5 hosts are also in ctl / all, where a deployment is running.'
  const there = { deploymentId: 'd-1A2B3C4D5', applicationName: 'ctl', deploymentGroupName: 'all', hosts: 5, sentence }
  serve({ planDeployment: () => ({ ...planOf('The plan of blue.'), alsoAtWork: [there] }) })
  open(blue)
  await ready('The plan of blue.')
  expect(within(plan()).getAllByText(/also in ctl \/ all/)).toHaveLength(1)
  expect(within(plan()).getByRole('link', { name: 'See d-1A2B3C4D5' }).getAttribute('href')).toBe(
    '/deployments/d-1A2B3C4D5',
  )
})

it('each choice of how it goes says what it does, in the words of the server', async () => {
  serve()
  open(`${blue}&step=how`)
  await ready('The plan of blue.')
  const names = screen.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)
  expect(names).toContain('Roll back by itself A failure goes back.')
  expect(names).toContain('Leave it for me A failure leaves the hosts.')
  expect(names).toContain('Never roll back by itself Nothing goes back by itself.')
  const stop = screen.getByRole('checkbox', { name: 'Go on when an old stop script fails' })
  const hint = document.getElementById(stop.getAttribute('aria-describedby') ?? '')
  expect(hint?.textContent).toBe('If ApplicationStop fails, the host goes on.')
  expect(screen.getByText('One host at a time.')).toBeTruthy()
})

describe('a start that is refused', () => {
  it('leads to the field it is about, with CodeDeploy’s name for it', async () => {
    serve({
      createDeployment: () =>
        refusal('DescriptionTooLongException', 'description may be at most 256 characters long.', [
          { field: 'description', message: 'description may be at most 256 characters long.' },
        ]),
    })
    open(blue)
    await ready('The plan of blue.')
    fireEvent.click(start())
    const field = await screen.findByLabelText('Description')
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect(field.getAttribute('aria-invalid')).toBe('true')
    await found(/May be at most 256 characters long\. \(DescriptionTooLongException\)/)
    expect(screen.getByRole('button', { name: /^3 How, something is wrong/ })).toBeTruthy()
  })

  it('is said beside the button too, and leads to its field where that step is open already', async () => {
    serve({
      createDeployment: () =>
        refusal('DescriptionTooLongException', 'No', [{ field: 'description', message: 'description is too long.' }]),
    })
    open(`${blue}&step=how`)
    await ready('The plan of blue.')
    start().focus()
    fireEvent.click(start())
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Description')))
    start().focus()
    fireEvent.click(screen.getByRole('button', { name: '1 field needs attention' }))
    expect(document.activeElement).toBe(screen.getByLabelText('Description'))
    fireEvent.change(screen.getByLabelText('Description'), { target: { value: 'short' } })
    await waitFor(() => expect(screen.queryByText(/needs attention/)).toBeNull())
  })

  it('goes from its field when something else is chosen', async () => {
    serve({
      createDeployment: () =>
        refusal('DeploymentConfigDoesNotExistException', 'There is no configuration CodeDeployDefault.OneAtATime.'),
    })
    open(`${blue}&step=how`)
    await ready('The plan of blue.')
    fireEvent.click(start())
    await found(/There is no configuration .*\(DeploymentConfigDoesNotExistException\)/)
    pick('Deployment configuration', 'CodeDeployDefault.AllAtOnce')
    await waitFor(() => expect(screen.queryByText(/DeploymentConfigDoesNotExistException/)).toBeNull())
    expect(screen.queryByRole('button', { name: /something is wrong/ })).toBeNull()
  })

  it('because hosts came since the plan was shown has the plan asked again, and starts with the new one', async () => {
    let seen = 'four-hosts'
    const calls = serve({
      planDeployment: () => ({ ...planOf(`The plan of ${seen}.`), seen }),
      createDeployment: (input) => {
        if (input.seen === 'five-hosts') return { deploymentId: 'd-1A2B3C4D5' as never }
        seen = 'five-hosts'
        return refusal('StateChanged', 'The hosts of the group changed since the plan was shown: 5 are chosen now.')
      },
    })
    open(blue)
    await ready('The plan of four-hosts.')
    fireEvent.click(start())
    expect((await screen.findByRole('alert')).textContent).toContain('5 are chosen now.')
    await ready('The plan of five-hosts.')
    fireEvent.click(start())
    await found('elsewhere')
    const sent = calls.filter(({ name }) => name === 'createDeployment').map(({ input }) => input)
    expect(sent).toMatchObject([{ seen: 'four-hosts' }, { seen: 'five-hosts' }])
  })

  it('does not hide what is wrong with the plan since', async () => {
    let isGone = false
    serve({
      createDeployment: () => refusal('Fault', 'Something broke.'),
      planDeployment: () =>
        isGone
          ? refusal('DeploymentGroupDoesNotExistException', 'There is no group blue.')
          : planOf('The plan of blue.'),
    })
    open(`${blue}&step=where`)
    await ready('The plan of blue.')
    fireEvent.click(start())
    await found(/Something broke/)
    isGone = true
    await queryClient.invalidateQueries()
    fireEvent.click(await screen.findByRole('button', { name: /^1 Where, something is wrong/ }))
    await found('✕ There is no group blue. (DeploymentGroupDoesNotExistException)')
  })

  it('is known by its name where it names no field', async () => {
    serve({
      createDeployment: () => refusal('DeploymentLimitExceededException', 'd-1 is running on blue: wait for its end.'),
    })
    open(blue)
    await ready('The plan of blue.')
    fireEvent.click(start())
    const field = await screen.findByLabelText('Deployment group')
    await waitFor(() => expect(document.activeElement).toBe(field))
    await found(/wait for its end\. \(DeploymentLimitExceededException\)/)
  })

  it('is said below the steps where no field is to blame', async () => {
    serve({ createDeployment: () => refusal('Fault', 'Something broke.') })
    open(blue)
    await ready('The plan of blue.')
    fireEvent.click(start())
    expect((await screen.findByRole('alert')).textContent).toContain('Something broke.')
  })
})

describe('the review', () => {
  it('shows the way back, files, changed scripts and settings that differ', async () => {
    const one = { count: 1, paths: ['/srv/a.txt'] }
    serve({
      planDeployment: () => ({
        ...planOf('The plan of blue.'),
        rollback: {
          happens: 'byItself',
          returnsTo: '0.9',
          retained: one,
          overwritten: { count: 0, paths: [] },
          sentence: 'If this fails we return to 0.9.',
        },
        fileChanges: {
          behavior: 'RETAIN',
          decidedBy: 'AppSpec',
          replaced: one,
          added: { count: 25, paths: ['/srv/b.txt'] },
          removed: { count: 0, paths: [] },
          sentence: '1 file of ours is replaced.',
        },
        changes: {
          against: '0.9',
          hosts: 'Not all have 0.9: 1 host has 0.9, 1 host has nothing of this group.',
          added: [],
          removed: [],
          changed: ['scripts/start.sh'],
          appSpecLines: [' os: linux'],
        },
        scriptChanges: [
          { path: 'scripts/start.sh', change: 'changed', lines: ['+echo up'] },
          { path: 'scripts/stop.sh', change: 'removed', note: 'Only those who may download revisions see its lines.' },
        ],
        scriptsCut: 3,
        configChanges: [
          {
            field: 'deploymentConfigName',
            name: 'Deployment configuration',
            wanted: 'Fast',
            groupDefault: 'Slow',
            runsWith: 'Slow',
            isOverride: true,
          },
        ],
      }),
    })
    open(blue)
    await ready('The plan of blue.')
    const review = screen.getByRole('region', { name: '4 Review' })
    for (const text of [
      'If this fails we return to 0.9.',
      'Not all have 0.9: 1 host has 0.9, 1 host has nothing of this group.',
      'Places where RETAIN may have kept a file of others: 1',
      'RETAIN is what the AppSpec says; it wins over the form.',
      'New: 25',
      '… and 24 more',
      'scripts/start.sh · changed+echo up',
      'Only those who may download revisions see its lines.',
      '3 more changed scripts are not listed.',
    ])
      expect(review.textContent).toContain(text)
    const rows = within(review).getAllByRole('row')
    expect(rows.at(-1)?.textContent).toBe('Deployment configurationFastSlowSlow')
  })
})

describe('where it goes', () => {
  it('says what the hosts run now, who is at work there, and who is silent', async () => {
    serve({
      planDeployment: () => ({
        ...planOf('The plan of blue.', [
          { instanceName: 'web-1', connected: true },
          { instanceName: 'web-2', connected: false },
        ]),
        busy: { deploymentId: 'd-BUSY00000' },
        spread: [{ revisionName: '0.9', deploymentId: 'd-OLD000000', hosts: 3 }, { hosts: 1 }],
      }),
    })
    open('?application=shop&group=blue&step=where')
    const where = await screen.findByRole('region', { name: '1 Where' })
    await waitFor(() => expect(where.textContent).toContain('0.93 of 4nothing of this group1 of 4'))
    expect(where.textContent).toContain('d-BUSY00000 is at work here now.')
    expect(where.textContent).toContain('1 host is silent: web-2')
  })
})

describe('what runs there now', () => {
  const runs = { revisionName: '0.9', deploymentId: 'd-OLD000000', completeTime: '2026-11-22T14:00:00.000Z' }

  it('is not said to be the last success of the group where it is not known', async () => {
    serve({ planDeployment: () => ({ ...planOf('The plan of blue.'), runs }) })
    open('?application=shop&group=blue&step=where')
    const where = await screen.findByRole('region', { name: '1 Where' })
    await waitFor(() =>
      expect(where.textContent).toContain('What each host has is not known here; the last success was 0.9'),
    )
  })
})

describe('the same as a command', () => {
  it('is exact, and names what a command cannot say', async () => {
    serve({ getDraft: () => refusal('DraftDoesNotExist', 'There is no draft dr-1.') })
    open(`${blue}&step=start&draft=dr-1&files=RETAIN&config=CodeDeployDefault.AllAtOnce`)
    await ready('The plan of blue.')
    expect(screen.getByLabelText('Command').textContent).toBe(
      [
        'aws deploy create-deployment',
        '--application-name shop',
        '--deployment-group-name blue',
        `--revision '{"revisionType":"S3","s3Location":{"bucket":"sluice","key":"1.0","bundleType":"zip"}}'`,
        '--deployment-config-name CodeDeployDefault.AllAtOnce',
        '--file-exists-behavior RETAIN',
        '--endpoint-url http://localhost:3000',
      ].join(' \\\n  '),
    )
    expect(screen.getByText(/The command cannot say draftId/)).toBeTruthy()
  })
})

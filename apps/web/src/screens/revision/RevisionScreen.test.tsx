import type { RevisionInfo } from '@sluice/api/contracts'
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetServer, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import RevisionScreen from './RevisionScreen.tsx'

const s3Location = { bucket: 'uploads', key: 'shop/shop-1.4.zip', bundleType: 'zip', eTag: 'e1' } as const

const success = { deploymentId: 'd-AAAAAAAAA', deploymentGroupName: 'staging', status: 'Succeeded' }
const lastSuccess = { ...success, createTime: '2026-11-22T12:00:00Z' }

const info = (more: object = {}) =>
  partOf<RevisionInfo>({
    revisionId: 'r-1',
    name: 'shop-1.4',
    description: 'The winter edition',
    registerTime: '2026-11-22T12:00:00Z',
    registeredBy: 'Ada',
    firstUsedTime: '2026-11-22T12:00:00Z',
    lastUsedTime: '2026-11-22T13:00:00Z',
    size: 2048,
    sha256: 'f'.repeat(64),
    totalBytes: 3010,
    fileCount: 3,
    files: [
      { path: 'app/index.html', size: 3000, mode: '644' },
      { path: 'app/now', size: 0, mode: '777', linkTarget: 'index.html' },
      { path: 'start.sh', size: 10, mode: '755' },
    ],
    hooks: [
      {
        event: 'AfterInstall',
        scripts: [{ location: '/start.sh', path: 'start.sh', timeoutSeconds: 60, runas: 'web' }],
      },
    ],
    appSpec: 'version: 0.0\nos: linux\nfile:\n',
    complaints: [
      {
        rule: 'S1',
        severity: 'warning',
        message: '"file" is not a key.',
        line: 3,
        column: 1,
        fix: { title: 'Write files' },
      },
    ],
    use: {
      groupCount: 3,
      deployments: 4,
      successes: 3,
      groups: [{ deploymentGroupName: 'staging', runsNow: true, deployments: 4, successes: 3, lastSuccess }],
      newest: [lastSuccess],
    },
    ...more,
  })

function open({ more = {}, at = '', may = {} } = {}) {
  const calls = standInServer({
    getApplicationRevision: () => ({
      applicationName: 'shop',
      revision: { revisionType: 'S3', s3Location },
      revisionInfo: info(more),
    }),
    getRevisionFile: ({ path }) => ({ path, file: { kind: 'text', text: '#!/bin/sh', size: 300_000, isCut: true } }),
  })
  renderAt(<RevisionScreen />, {
    at: `/applications/shop/revisions/r-1${at}`,
    path: '/applications/:application/revisions/:revision',
    may,
  })
  return calls
}

afterEach(() => {
  cleanup()
  forgetServer()
})

const card = async (name: string) => within(await screen.findByRole('region', { name: new RegExp(`^${name}`) }))

describe('a revision', () => {
  it('says where it ran, how often, and how that ended', async () => {
    open()
    const use = await card('Where it ran')
    expect(use.getByText(/Runs in staging\. Deployed 4 times, succeeded 3 times, in 1 of 3 groups\./)).toBeTruthy()
    const row = use.getAllByRole('row')[1]
    expect(row?.textContent).toContain('runs here now')
    expect(use.getAllByRole('link', { name: 'd-AAAAAAAAA' })).not.toHaveLength(0)
    expect(use.queryByText(/are counted since/)).toBeNull()
  })

  it('says since when deployments are counted, and when there was none', async () => {
    const use = { groupCount: 3, deployments: 0, successes: 0, groups: [], newest: [] }
    open({ more: { use: { ...use, countedSince: '2026-11-01T12:00:00Z' } } })
    expect((await card('Where it ran')).getByText(/are counted since/)).toBeTruthy()
    cleanup()
    forgetServer()
    open({ more: { use, firstUsedTime: undefined } })
    expect((await card('Where it ran')).getByText('It was never deployed.')).toBeTruthy()
  })

  it('has its location and digest to copy, and the commands that say the same', async () => {
    open()
    const facts = await card('Where it is')
    expect(facts.getByText('s3://uploads/shop/shop-1.4.zip?etag=e1')).toBeTruthy()
    expect(facts.getByRole('button', { name: 'Copy the digest' })).toBeTruthy()
    const commands = facts.getAllByLabelText('Command').map((one) => one.textContent)
    expect(commands[0]).toContain('aws deploy register-application-revision')
    expect(commands[1]).toContain('aws deploy get-application-revision')
  })

  it('has its complaints beside the lines of the AppSpec', async () => {
    open()
    const lines = (await card('AppSpec')).getAllByRole('listitem')
    expect(lines[2]?.textContent).toContain('S1, column 1 "file" is not a key.')
    expect(lines[2]?.textContent).toContain('Way out: Write files')
    expect(lines[1]?.textContent).not.toContain('column')
  })

  it('names its files with size and mode, and the scripts of its hooks', async () => {
    open()
    const files = (await card('Files')).getAllByRole('listitem').map((row) => row.textContent)
    expect(files.at(-1)).toBe('start.sh10 B755')
    expect(files).toContain('now→ index.html777')
    const scripts = await card('Scripts')
    expect(scripts.getByRole('heading', { name: 'AfterInstall' })).toBeTruthy()
    expect(scripts.getByText(/at most 60 s/).textContent).toContain('as web')
  })

  it('says how many files it holds when not all are named', async () => {
    open({ more: { fileCount: 5000 } })
    expect((await card('Files')).getByText('The first 3 of 5,000 files are named here.')).toBeTruthy()
  })

  it('opens a file at the side, and says when its text was cut', async () => {
    const calls = open()
    fireEvent.click((await card('Scripts')).getByRole('button', { name: '/start.sh' }))
    const sheet = within(await screen.findByRole('dialog', { name: 'start.sh' }))
    expect((await sheet.findByLabelText('Text')).textContent).toBe('#!/bin/sh')
    expect(sheet.getByText('300.0 kB; its first 256 KiB are shown.')).toBeTruthy()
    expect(calls.at(-1)?.input).toEqual({ applicationName: 'shop', revisionId: 'r-1', path: 'start.sh' })
  })

  it('is opened at a file by its address', async () => {
    open({ at: '?file=app/index.html' })
    expect(await screen.findByRole('dialog', { name: 'app/index.html' })).toBeTruthy()
  })

  it('shows a viewer the names, and says why not the texts', async () => {
    const no = { allowed: false, reason: 'Reading a file needs the role deployer.' }
    const calls = open({ may: { getRevisionFile: no, createDeployment: no } })
    const files = await card('Files')
    expect(files.getByText(/You see the names.*Reading a file needs the role deployer\./)).toBeTruthy()
    fireEvent.click(files.getByRole('button', { name: 'start.sh' }))
    expect(calls.some(({ name }) => name === 'getRevisionFile')).toBe(false)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('button', { name: 'Deploy this' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('that is gone says so and leads back to the others', async () => {
    standInServer({
      getApplicationRevision: () =>
        Response.json(
          { error: { code: 'RevisionDoesNotExistException', message: 'There is no such revision.', details: [] } },
          { status: 404 },
        ),
    })
    renderAt(<RevisionScreen />, {
      at: '/applications/shop/revisions/r',
      path: '/applications/:application/revisions/:revision',
    })
    expect((await screen.findByRole('alert')).textContent).toContain('There is no such revision.')
    expect(screen.getByRole('link', { name: 'All revisions of shop' }).getAttribute('href')).toBe(
      '/applications/shop/revisions',
    )
  })
})

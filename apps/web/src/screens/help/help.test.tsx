import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../../../../packages/api/src/openapi.ts'
import { operations } from '../../../../../packages/api/src/contracts.ts'
import { forgetServer, renderAt } from '../../query/testing/stand-in-server.tsx'
import ApiScreen from './ApiScreen.tsx'
import { curlCommand } from './curl.ts'
import HelpScreen from './HelpScreen.tsx'
import { pains } from './pains.ts'
import { rulesOf, typeWords } from './schema-words.ts'

/** The very document that the server answers. */
function standInDocument() {
  const document = openApiDocument({ version: '1', serverUrl: 'http://127.0.0.1:4600' })
  globalThis.fetch = async () => Response.json(document)
}

afterEach(() => {
  cleanup()
  forgetServer()
})

it('each known pain is answered, in the order in which the parity page lists them', () => {
  const listed = readFileSync(join(import.meta.dirname, '../../../../../docs/parity.md'), 'utf8').match(/^\| P\d+ \|/gm)
  expect(pains).toHaveLength(listed?.length ?? 0)
  renderAt(<HelpScreen />)
  const card = screen.getByRole('region', { name: 'What goes wrong elsewhere, and what happens here' })
  const answers = within(card).getAllByRole('definition')
  expect(answers.map(({ textContent }) => textContent)).toEqual(pains.map(({ here }) => here))
  for (const { pain, here } of pains)
    expect(
      [pain, here].every((words) => words.endsWith('.')),
      pain,
    ).toBe(true)
})

describe('the page of the API', () => {
  it('lists every operation in its room', async () => {
    standInDocument()
    renderAt(<ApiScreen />)
    const room = await screen.findByRole('region', { name: 'Deployments' })
    expect(within(room).getByText('createDeployment')).toBeTruthy()
    for (const name of Object.keys(operations)) expect(document.getElementById(name), name).not.toBeNull()
  })

  it('finds by the name of a refusal', async () => {
    standInDocument()
    renderAt(<ApiScreen />)
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'NothingToRollBackTo' } })
    expect(screen.getByText('rollBackDeployment')).toBeTruthy()
    expect(screen.queryByText('createApplication')).toBeNull()
  })

  it('opens the operation that its address names, with fields, refusals and a command', async () => {
    standInDocument()
    renderAt(<ApiScreen />, { at: '/help/api#stopDeployment' })
    const takes = await screen.findByRole('region', { name: 'What it takes' })
    expect(takes.textContent).toContain('deploymentId text · needed')
    const refuses = screen.getByRole('region', { name: 'What it may refuse' })
    expect(refuses.textContent).toContain(
      '409DeploymentAlreadyCompletedExceptionThe deployment has ended: nothing of it can be changed any more.',
    )
    expect(screen.getByLabelText('Command').textContent).toContain('/api/stopDeployment')
  })
})

describe('the help', () => {
  it.each([
    ['zones', 'Zone by zone', ['Zone', 'Baking'], '/configurations?create=1'],
    ['later-hosts', 'Hosts that come later or fall behind', ['Drift', 'Catching up', 'Follow-on'], '/applications'],
  ] as const)('has a section on %s, begins there when led to it, and leads on', (id, title, words, to) => {
    standInDocument()
    renderAt(<HelpScreen />, { at: `/help#${id}`, path: '/help' })
    const card = screen.getByRole('region', { name: title })
    for (const word of words) expect(within(card).getByText(word)).toBeTruthy()
    expect(within(card).getByRole('link').getAttribute('href')).toBe(to)
    expect(document.activeElement?.id).toBe(id)
  })

  it('says what each role may do, as the server says it', async () => {
    standInDocument()
    renderAt(<HelpScreen />)
    const deployer = await screen.findByRole('region', { name: 'deployer' })
    expect(await within(deployer).findByText('Stop a deployment that has not finished')).toBeTruthy()
    expect(within(screen.getByRole('region', { name: 'viewer' })).queryByText(/^Stop a/)).toBeNull()
  })
})

describe('a command', () => {
  it('is text to the shell, whatever the example holds', () => {
    const operation = { method: 'post', path: '/api/x', role: 'viewer', writes: false, example: { note: "it's $HOME" } }
    expect(curlCommand(operation, 'http://h')).toBe(
      [
        `curl -sS -X POST 'http://h/api/x'`,
        `-H "Authorization: Bearer $SLUICE_TOKEN"`,
        `-H 'Content-Type: application/json'`,
        `-d '{"note":"it'\\''s $HOME"}'`,
      ].join(' \\\n  '),
    )
  })
})

describe('a schema in words', () => {
  it.each([
    [{ type: 'array', items: { type: 'string' } }, 'list of text'],
    [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, 'text or whole number'],
    [{ type: 'string', format: 'date-time' }, 'ISO 8601 time'],
    [{}, 'anything'],
  ])('%j is %s', (schema, words) => expect(typeWords(schema)).toBe(words))

  it('says limits, values and what is without it', () => {
    expect(rulesOf({ type: 'string', enum: ['a', 'b'], default: 'a' })).toBe('a, b · without it: "a"')
    expect(rulesOf({ type: 'array', maxItems: 10 })).toBe('at most 10 entries')
  })
})

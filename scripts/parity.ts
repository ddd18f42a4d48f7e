/**
 * Reads `docs/parity.md` as a claim: every feature once, and what is said to work is named with the tests that prove it.
 * A title counts only where a test could have it: in the call that a text opens, not in a comment or a table of cases.
 */
import { basename, join } from 'node:path/posix'

const ids = [
  ...Array.from({ length: 155 }, (_, at) => `F${String(at + 1).padStart(3, '0')}`),
  ...Array.from({ length: 53 }, (_, at) => `D${at + 1}`),
  ...Array.from({ length: 30 }, (_, at) => `P${at + 1}`),
]
const states = ['works', 'part', 'not yet']

interface Row {
  id: string
  state: string
  /** The cells after the state. */
  proof: string
}

/** `read` answers the text of a file of the repository, or undefined. Answers one sentence a fault. */
export function parityFaults(markdown: string, read: (path: string) => string | undefined): string[] {
  const rows = rowsOf(markdown)
  return [...countFaults(rows), ...rows.flatMap((row) => rowFaults(row, read).map((fault) => `${row.id} ${fault}`))]
}

function countFaults(rows: readonly Row[]): string[] {
  const times = (id: string) => rows.filter((row) => row.id === id).length
  const unknown = rows.filter((row) => !ids.includes(row.id)).map(({ id }) => `${id} is no feature`)
  return [...ids.filter((id) => times(id) !== 1).map((id) => `${id} is listed ${times(id)} times`), ...unknown]
}

function rowFaults({ id, state, proof }: Row, read: (path: string) => string | undefined): string[] {
  if (!states.includes(state)) return [`is in state "${state}"`]
  const tests = testsOf(proof)
  if (state === 'not yet') return tests.length > 0 ? ['is "not yet" and names a test'] : []
  if (tests.length === 0) return ['names no test']
  if (state === 'part' && !id.startsWith('P') && !proof.includes('*In part:*')) return ['does not say what is missing']
  return tests.flatMap(({ name, path, titles }) => testFaults(name, path, titles, read(path)))
}

function testFaults(name: string, path: string, titles: readonly string[], text: string | undefined): string[] {
  if (!/\.(test|story)\.tsx?$/.test(path) || basename(path) !== name)
    return [`names ${path}, which is not a test ${name}`]
  if (text === undefined) return [`names ${path}, which is not there`]
  const calls = text.split('\n').filter((line) => /\(\s*['"`]/.test(line) && !/^\s*(\/\/|\*)/.test(line))
  const missing = titles.filter((title) => title.trim() === '' || !calls.some((line) => line.includes(title)))
  return missing.map((title) => `names "${title}", which is no title in ${path}`)
}

/** One row a line that begins with an id; the heading of its table says which cell is the state. */
function rowsOf(markdown: string): Row[] {
  let stateAt = -1
  return markdown.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    if (cells[1] === 'id') stateAt = cells.indexOf('state')
    const id = cells[1] ?? ''
    if (!/^[A-Z]\d+$/.test(id)) return []
    return [{ id, state: cells[stateAt] ?? '', proof: cells.slice(stateAt + 1).join('|') }]
  })
}

/** [`name`](../path) "a title", "another one" */
function testsOf(proof: string): { name: string; path: string; titles: string[] }[] {
  const references = proof.matchAll(/\[`([^`]+)`\]\(([^)]+)\)((?:,? "[^"]*")*)/g)
  return [...references].map(([, name = '', link = '', titles = '']) => ({
    name,
    path: join('docs', link),
    titles: titlesOf(titles),
  }))
}

/** A file without a title proves nothing: an empty title is one that no file has. */
function titlesOf(text: string): string[] {
  const titles = [...text.matchAll(/"([^"]*)"/g)].map(([, title = '']) => title)
  return titles.length > 0 ? titles : ['']
}

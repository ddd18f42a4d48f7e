/** Everything that happened, in order: hashed as it comes, and readable when somebody asks. */
import type { AggregateKey, StoredEvent } from '@sluice/store'
import { createHash } from 'node:crypto'

export interface History {
  /** A fact was committed. */
  fact(at: number, aggregate: AggregateKey, event: StoredEvent): void
  /** What the scenario did. */
  note(at: number, what: string): void
  hash(): string
  /** One line each. */
  lines(): string[]
}

export function createHistory(): History {
  /** As text: so many objects kept alive would cost more than the scenario. */
  const kept: string[] = []
  const hash = createHash('sha256')
  const keep = (line: string): void => {
    kept.push(line)
    hash.update(line)
  }
  return {
    fact: (at, aggregate, event) => keep(`${at} ${aggregate} ${JSON.stringify(event)}\n`),
    note: (at, what) => keep(`${at} * ${what}\n`),
    hash: () => hash.copy().digest('hex'),
    lines: () => kept.map(readable),
  }
}

function readable(line: string): string {
  const [at = '', about = '', ...rest] = line.trimEnd().split(' ')
  const what = rest.join(' ')
  return `${clock(Number(at))}  ${about === '*' ? `* ${what}` : factLine(about, JSON.parse(what) as StoredEvent)}`
}

function factLine(aggregate: string, event: StoredEvent): string {
  const { v: _, at: __, type, ...rest } = event
  const about = 'spec' in rest ? { deploymentId: rest.spec.deploymentId, targets: rest.spec.targets } : rest
  const details = Object.entries(about).map(([key, value]) => `${key}=${short(value)}`)
  return `${aggregate.replace('deployment:', '').replace(/group:.*(...)$/, 'group $1')} ${type} ${details.join(' ')}`
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}

/** `01:02:03.450` since the beginning. */
function clock(milliseconds: number): string {
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0')
  const seconds = Math.floor(milliseconds / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds % 60, 2)}.${pad(milliseconds % 1000, 3)}`
}

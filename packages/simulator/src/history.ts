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

type Line = { at: number } & ({ what: string } | { aggregate: AggregateKey; event: StoredEvent })

export function createHistory(): History {
  const kept: Line[] = []
  const hash = createHash('sha256')
  return {
    fact(at, aggregate, event) {
      kept.push({ at, aggregate, event })
      hash.update(`${at} ${aggregate} ${JSON.stringify(event)}\n`)
    },
    note(at, what) {
      kept.push({ at, what })
      hash.update(`${at} ${what}\n`)
    },
    hash: () => hash.copy().digest('hex'),
    lines: () => kept.map((line) => `${clock(line.at)}  ${'what' in line ? `* ${line.what}` : factLine(line)}`),
  }
}

function factLine({ aggregate, event }: { aggregate: AggregateKey; event: StoredEvent }): string {
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

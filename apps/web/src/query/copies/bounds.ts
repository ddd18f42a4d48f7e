/** How much is kept, for how long, and of what. */
import type { OperationName } from '@sluice/api/contracts'

const hour = 3600 * 1000

export const bounds = {
  /** One answer: larger ones are asked for anew. */
  mostBytesEach: 4 * 1024 * 1024,
  mostBytes: 20 * 1024 * 1024,
  mostAgeMs: 7 * 24 * hour,
  /** As long as a session that nobody uses: after this without any answer the copies are nobody's. */
  mostSilenceMs: 12 * hour,
} as const

export interface Kept {
  /** The hash of the query's key. */
  id: string
  /** When the server answered it. Milliseconds since the epoch. */
  at: number
  /** About as many as it takes. */
  bytes: number
}

/** What must go: what is too old, then the oldest until the rest fits. */
export function beyondBounds(copies: readonly Kept[], now: number): readonly string[] {
  const newestFirst = copies.toSorted((a, b) => b.at - a.at)
  let bytes = 0
  return newestFirst
    .filter((copy) => {
      bytes += copy.bytes
      return bytes > bounds.mostBytes || now - copy.at > bounds.mostAgeMs
    })
    .map(({ id }) => id)
}

/** Nothing was answered for as long as a session lives without use. */
export const isAbandoned = (copies: readonly { at: number }[], now: number): boolean =>
  copies.every(({ at }) => now - at > bounds.mostSilenceMs)

/** Under this name the live channel leaves the last that a topic told. */
export const topicCopy = 'topic'

/**
 * What the screens need that can be read while the server is gone: Now, the list of deployments, one deployment (by its topics),
 * applications, groups, hosts. Everything else is asked for anew: what scripts are and print, who people are, tokens and who did
 * what have no place on the disk of whoever once looked at them.
 */
const keptOperations: ReadonlySet<unknown> = new Set<OperationName>([
  'getSession',
  'getNow',
  'listDeployments',
  'getDeployment',
  'listApplications',
  'getApplication',
  'listDeploymentGroups',
  'getDeploymentGroup',
  'listOnPremisesInstances',
  'getOnPremisesInstance',
  'listInstanceGroups',
])

export const isKept = (operation: unknown): boolean => operation === topicCopy || keptOperations.has(operation)

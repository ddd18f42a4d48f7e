/** What a hunt says: a line for each bug as soon as it is known, and how many were found in each file. */
import type { Hunted } from './hunt.ts'

/** So many of the forty must be found. */
export const fewestFound = 38

export function lineOf({ bug, found, seeds }: Hunted): string {
  const name = bug?.name ?? 'the code as it is'
  if (found === undefined) return `✗ ${name}: not found in ${seeds} seeds`
  return `✓ ${name}: ${found.invariant} (seed ${found.seed}, after ${seeds} ${seeds === 1 ? 'seed' : 'seeds'})`
}

export function summaryOf(hunted: readonly Hunted[]): string {
  const byFile = new Map<string, Hunted[]>()
  for (const one of hunted) {
    const file = one.bug?.file ?? ''
    byFile.set(file, [...(byFile.get(file) ?? []), one])
  }
  const files = [...byFile].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const lines = files.map(([file, bugs]) => `  ${foundOf(bugs).length} of ${bugs.length}  ${file}`)
  return [
    `Found ${foundOf(hunted).length} of ${hunted.length} planted bugs, at least ${fewestFound} must be:`,
    ...lines,
  ].join('\n')
}

export function foundOf(hunted: readonly Hunted[]): Hunted[] {
  return hunted.filter(({ found }) => found !== undefined)
}

/** What a hunt says: a line for each bug as soon as it is known, and how many were found, by what, and in each file. */
import type { Hunted } from './hunt.ts'

/** Of all planted bugs so many may escape; of those that somebody chose none. */
export const mostEscaped = 2

export function lineOf({ bug, found, seeds }: Hunted): string {
  const name = bug?.name ?? 'the code as it is'
  if (found === undefined) return `✗ ${name}: not found in ${seeds} seeds`
  const twice = found.by === 'rule' ? '' : ', twice'
  return `✓ ${name}: ${found.what} (seed ${found.seed}${twice}, after ${seeds} ${seeds === 1 ? 'seed' : 'seeds'})`
}

/** How many of them may escape is said where some may. */
export function summaryOf(hunted: readonly Hunted[], mayEscape = 0): string {
  const found = foundOf(hunted)
  const byRule = found.filter((one) => one.found?.by === 'rule').length
  const must = mayEscape === 0 ? '' : `; at least ${hunted.length - mayEscape} must be found`
  const how = `${byRule} by a rule, ${found.length - byRule} by a run that crashed or did not end${must}:`
  return [`Found ${found.length} of ${hunted.length} planted bugs, ${how}`, ...byFile(hunted)].join('\n')
}

function byFile(hunted: readonly Hunted[]): string[] {
  const files = new Map<string, Hunted[]>()
  for (const one of hunted) {
    const file = one.bug?.file ?? ''
    files.set(file, [...(files.get(file) ?? []), one])
  }
  const sorted = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([file, bugs]) => `  ${foundOf(bugs).length} of ${bugs.length}  ${file}`)
}

export function foundOf(hunted: readonly Hunted[]): Hunted[] {
  return hunted.filter(({ found }) => found !== undefined)
}

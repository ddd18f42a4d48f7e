/** The changed lines of a comparison with a few around them, instead of the whole of it. */

const around = 2
const mostLines = 200

/** `lines` have `+`, `-` or a blank before each; in the answer `@` stands where some are left out. */
export function hunks(lines: readonly string[]): string[] {
  const near = new Set<number>()
  for (const [at, line] of lines.entries())
    if (!line.startsWith(' ')) for (let by = -around; by <= around; by++) near.add(at + by)
  const shown: string[] = []
  for (const [at, line] of lines.entries()) {
    if (near.has(at)) shown.push(line)
    else if (shown.at(-1) !== '@') shown.push('@')
  }
  return shown.length <= mostLines ? shown : [...shown.slice(0, mostLines), '@']
}

/** A line that was rewritten is one change, not two. */
export function changedLines(lines: readonly string[]): number {
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length
  return Math.max(count('+'), count('-'))
}

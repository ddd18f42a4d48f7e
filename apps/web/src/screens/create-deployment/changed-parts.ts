/** Of lines with `+`, `-` or a blank before them, those that changed with what stands around them; the rest is counted. */

const around = 3

export function changedParts(lines: readonly string[]): string[] {
  const isShown = lines.map(() => false)
  lines.forEach((line, at) => {
    if (line.startsWith(' ')) return
    for (let near = Math.max(0, at - around); near <= Math.min(lines.length - 1, at + around); near++)
      isShown[near] = true
  })
  return joined(lines, isShown)
}

export const hasChanges = (lines: readonly string[]): boolean => lines.some((line) => /^[+-]/.test(line))

function joined(lines: readonly string[], isShown: readonly boolean[]): string[] {
  const parts: string[] = []
  let hidden = 0
  const say = () => {
    if (hidden > 0) parts.push(`  … ${hidden} ${hidden === 1 ? 'line' : 'lines'} as before`)
    hidden = 0
  }
  lines.forEach((line, at) => {
    if (isShown[at] !== true) {
      hidden += 1
      return
    }
    say()
    parts.push(line)
  })
  say()
  return parts
}

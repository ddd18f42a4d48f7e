/** `local-2` before `local-10`: the order in which people count their hosts. The same on every machine. */
const collator = new Intl.Collator('en', { numeric: true })

export function byNaturalOrder(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
}

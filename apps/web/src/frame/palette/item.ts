/** What the palette lists, and in which order it answers to what somebody types. */
export interface PaletteItem {
  /** The same thing has the same id each time. */
  id: string
  group: string
  name: string
  /** Beside the name, quiet. */
  detail?: string
  /** Other words it is found by. */
  also?: string
  /** As on the keyboard. */
  keys?: string
  /** Set = it may not be done now, and this is why. */
  whyNot?: string | undefined
  /** Where it leads; one without an address does something. */
  to?: string
  run: () => void
}

/** The best first; groups stay together, in the order of their best. Without words everything, as it came. */
export function ranked(items: readonly PaletteItem[], typed: string): readonly PaletteItem[] {
  const words = wordsOf(typed)
  if (words.length === 0) return items
  const scored = items.flatMap((item, at) => {
    const score = scoreOf(item, words)
    return score === 0 ? [] : [{ item, score, at }]
  })
  const best = new Map<string, number>()
  for (const { item, score } of scored) best.set(item.group, Math.max(best.get(item.group) ?? 0, score))
  const groupOrder = [...best.keys()].toSorted((a, b) => (best.get(b) ?? 0) - (best.get(a) ?? 0))
  return groupOrder.flatMap((group) =>
    scored
      .filter(({ item }) => item.group === group)
      .toSorted((a, b) => b.score - a.score || a.at - b.at)
      .map(({ item }) => item),
  )
}

export const wordsOf = (typed: string): readonly string[] =>
  typed
    .toLowerCase()
    .split(/[\s›/]+/)
    .filter((word) => word !== '')

/** Every word must be somewhere; the name counts more than the rest, its beginning most. 0 = not meant. */
function scoreOf({ name, detail = '', also = '' }: PaletteItem, words: readonly string[]): number {
  const scores = words.map((word) =>
    Math.max(scoreIn(name.toLowerCase(), word) * 3, scoreIn(`${detail} ${also}`.toLowerCase(), word)),
  )
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0)
}

function scoreIn(text: string, word: string): number {
  if (text === word) return 5
  if (text.startsWith(word)) return 4
  const at = text.indexOf(word)
  if (at === -1) return 0
  return /[\s\-_.]/.test(text.charAt(at - 1)) ? 3 : 1
}

/** Many hosts fail, or wait, in words that differ by a number only: each text is kept as what sets it apart from the one before. */

/** How many characters it begins and ends with as the text before does, and what stands between. */
export type AlikeText = readonly [start: number, end: number, between: string]

export function alikeTexts(texts: readonly string[]): AlikeText[] {
  return texts.map((text, place) => alike(text, texts[place - 1] ?? ''))
}

export function textsOf(alikes: readonly AlikeText[]): string[] {
  let before = ''
  return alikes.map(([start, end, between]) => {
    before = before.slice(0, start) + between + before.slice(before.length - end)
    return before
  })
}

function alike(text: string, before: string): AlikeText {
  const most = Math.min(text.length, before.length)
  let start = 0
  while (start < most && text.charCodeAt(start) === before.charCodeAt(start)) start += 1
  let end = 0
  while (end < most - start && text.charCodeAt(text.length - 1 - end) === before.charCodeAt(before.length - 1 - end))
    end += 1
  return [start, end, text.slice(start, text.length - end)]
}

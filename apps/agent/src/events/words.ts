/** Sizes, counts and names as people read them in the log of a deployment. */

export const fileNameOf = (key: string): string => key.split('/').at(-1) ?? key

export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [unit, size] = bytes < 1_000_000 ? ['kB', bytes / 1000] : ['MB', bytes / 1_000_000]
  return `${size.toFixed(1)} ${unit}`
}

/** `1 file`, `12 files`. */
export const countText = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

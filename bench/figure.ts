/** The form of a measured figure: never without its baseline from the same run. */
export interface Figure {
  name: string
  value: number
  unit: string
  baseline: { name: string; value: number }
  /** In words: "at most 0.5 s". */
  budget: string
  within: boolean
}

/** Smallest, middle and largest of some measurements. */
export function spread(values: readonly number[]): { min: number; median: number; max: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  return { min: at(0), median: at(Math.floor(sorted.length / 2)), max: at(sorted.length - 1) }
}

/** A tag filter as people say it. */
import type { TagFilter } from '@sluice/model'

export function filterWords({ Type, Key = '', Value = '' }: TagFilter): string {
  if (Type === 'KEY_ONLY') return `any ${Key}`
  if (Type === 'VALUE_ONLY') return `any tag with value ${Value}`
  return `${Key}=${Value}`
}

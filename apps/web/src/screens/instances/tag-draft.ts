/** Tags while somebody changes them: rows of a form, and what of them is added and removed. */
import type { Tag } from '@sluice/model'

export interface TagRow {
  /** Tells the rows of a form apart. */
  id: number
  key: string
  value: string
}

interface TagChange {
  tagsToAdd: Tag[]
  tagsToRemove: Tag[]
}

/** Those that scaling groups give are not for people to change. */
export const isOurs = (tag: Tag): boolean => !tag.Key.toLowerCase().startsWith('aws:')

export const rowsOf = (tags: readonly Tag[]): TagRow[] =>
  tags.filter(isOurs).map(({ Key, Value }, id) => ({ id, key: Key, value: Value }))

/** Rows without a key and a value are no tags yet. A key that got another value is added; adding replaces. */
export function changeOf(before: readonly Tag[], rows: readonly TagRow[]): TagChange {
  const wanted = tagsOf(rows)
  const old = new Map(before.map((tag) => [tag.Key, tag.Value]))
  const keys = new Set(wanted.map(({ Key }) => Key))
  return {
    tagsToAdd: wanted.filter(({ Key, Value }) => old.get(Key) !== Value),
    tagsToRemove: before.filter((tag) => isOurs(tag) && !keys.has(tag.Key)),
  }
}

export const tagsOf = (rows: readonly TagRow[]): Tag[] =>
  rows
    .map(({ key, value }) => ({ Key: key.trim(), Value: value.trim() }))
    .filter(({ Key, Value }) => Key !== '' || Value !== '')

/** What the row needs before it is a tag. */
export function problemOf(row: TagRow, rows: readonly TagRow[]): string | undefined {
  const key = row.key.trim()
  if (key === '') return row.value.trim() === '' ? undefined : 'A tag needs a key.'
  if (!isOurs({ Key: key, Value: '' })) return 'Keys that start with aws: are given by scaling groups only.'
  const isTwice = rows.some((other) => other.id < row.id && other.key.trim() === key)
  return isTwice ? 'This key is there already: a host has one value for a key.' : undefined
}

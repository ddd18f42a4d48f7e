/** Where this person went by the palette, newest first. Names of their things: kept per person, gone at signing out. */
import { keep, keptOf } from '../../session/kept-here.ts'

export interface Recent {
  id: string
  group: string
  name: string
  detail?: string
  to: string
}

const most = 8

export function recentOf(person: string): readonly Recent[] {
  const kept = keptOf(person, 'recent')
  return Array.isArray(kept) ? kept.filter(isRecent).slice(0, most) : []
}

export function remember(person: string, { id, group, name, detail, to }: Recent): void {
  const one = { id, group, name, to, ...(detail !== undefined && { detail }) }
  keep(person, 'recent', [one, ...recentOf(person).filter((other) => other.id !== id)].slice(0, most))
}

const isRecent = (value: unknown): value is Recent =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'group', 'name', 'to'].every((key) => typeof Reflect.get(value, key) === 'string') &&
  String(Reflect.get(value, 'to')).startsWith('/')

/**
 * One entry of `acls`: `[d:][type:][name:]permissions`, as `setfacl` and the open-source agent read it.
 * Source: reference-appspec-file-structure-permissions; facts section 8.3, V24.
 */
export type AccessKind = 'user' | 'group' | 'mask' | 'other'

export interface AccessEntry {
  isDefault: boolean
  kind: AccessKind
  /** '' for the owner, the owning group, the mask and the others. */
  name: string
  permissions: string
}

/** `from` and `to` are places in the entry's text. */
export interface EntryTrouble {
  trouble: string
  from: number
  to: number
  fix: string
  severity?: 'warning'
}

const kinds: ReadonlyMap<string, AccessKind> = new Map([
  ['u', 'user'],
  ['user', 'user'],
  ['g', 'group'],
  ['group', 'group'],
  ['m', 'mask'],
  ['mask', 'mask'],
  ['o', 'other'],
  ['other', 'other'],
])

/** Like `u:deploy:rw`; the trouble also of what hosts would refuse although it can be read. */
export function readAccessEntry(text: string): { entry?: AccessEntry; trouble?: EntryTrouble } {
  const parts = text.split(':')
  const whole = { from: 0, to: text.length }
  if (parts.length < 2 || parts.length > 4)
    return {
      trouble: { ...whole, trouble: 'must have 2 to 4 parts with colons between', fix: 'Write it like u:deploy:rw' },
    }
  const isDefault = parts[0] === 'd' || parts[0] === 'default'
  const rest = isDefault ? parts.slice(1) : parts
  const entry = { isDefault, ...readParts(rest) }
  const trouble = troubleOf(text, rest, entry)
  return trouble?.severity === undefined && trouble !== undefined ? { trouble } : { entry, ...(trouble && { trouble }) }
}

/** A lone name is a user's; a lone kind has no name. */
function readParts(parts: readonly string[]): Omit<AccessEntry, 'isDefault'> {
  const permissions = parts.at(-1) ?? ''
  const kind = parts.length > 1 ? kinds.get(parts[0] ?? '') : undefined
  if (kind !== undefined) return { kind, name: parts.length > 2 ? (parts[1] ?? '') : '', permissions }
  return { kind: 'user', name: parts.length > 1 ? (parts[0] ?? '') : '', permissions }
}

function troubleOf(text: string, rest: readonly string[], entry: AccessEntry): EntryTrouble | undefined {
  const { isDefault, kind, name, permissions } = entry
  const whole = { from: 0, to: text.length }
  const first = text.length - rest.join(':').length
  if (rest.length < 2) return { ...whole, trouble: 'does not say for whom it is', fix: 'Write it like d:u:deploy:rw' }
  if (rest.length > 2 && kinds.get(rest[0] ?? '') === undefined)
    return {
      trouble: `has no kind ${JSON.stringify(rest[0] ?? '')}`,
      fix: 'The kinds are u (user), g (group), m (mask) and o (other)',
      from: first,
      to: first + (rest[0] ?? '').length,
    }
  if (rest.length > 3)
    return { ...whole, trouble: 'has four parts, but the first is not d', fix: 'Write it like d:u:deploy:rw' }
  if (!/^([0-7]|[rwx-]{1,3})$/.test(permissions))
    return {
      trouble: `ends with ${JSON.stringify(permissions)}, which are no permissions`,
      fix: 'Write one digit from 0 to 7, or letters of r, w, x and -',
      from: text.length - permissions.length,
      to: text.length,
    }
  if ((kind === 'mask' || kind === 'other') && name !== '')
    return {
      ...whole,
      trouble: `gives the ${kind} entry a name`,
      fix: `Write ${prefix(isDefault)}${kind[0]}::${permissions}`,
    }
  if (name === '' && !isDefault && (kind === 'user' || kind === 'group'))
    return {
      ...whole,
      trouble: `is for the ${kind === 'user' ? 'owner' : 'owning group'}, which mode sets`,
      fix: `Use mode, or name the ${kind}`,
    }
  if (name !== '' && !/^[\p{L}\p{N}_][\p{L}\p{N}_.@\\+-]*\$?$/u.test(name))
    return {
      ...whole,
      trouble: `names ${JSON.stringify(name)}, which is no user or group`,
      fix: 'Write the name as the host knows it',
    }
  if (kind === 'other' && !isDefault)
    return { ...whole, severity: 'warning', trouble: 'is for all others, which mode sets too', fix: 'Use mode instead' }
  return undefined
}

const prefix = (isDefault: boolean): string => (isDefault ? 'd:' : '')

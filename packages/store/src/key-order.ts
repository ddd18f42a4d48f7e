/**
 * The order of keys: by bytes of UTF-8, as SQLite compares. JavaScript compares UTF-16 units, which differs beyond U+FFFF.
 */
export const byKey = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** No key that starts with `prefix` is greater: U+10FFFF is the last character there is. */
export const lastWithPrefix = (prefix: string): string => `${prefix}\u{10FFFF}`

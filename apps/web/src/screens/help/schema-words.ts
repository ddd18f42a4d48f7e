/** A schema in words. */
import type { Schema } from './api-document.ts'

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  null: 'nothing',
}

export function typeWords(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return 'one of'
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return [...new Set(choices.map(typeWords))].join(' or ')
  if (schema.type === 'array') return `list of ${typeWords(schema.items ?? {})}`
  if (typeof schema.additionalProperties === 'object') return `object of ${typeWords(schema.additionalProperties)}`
  const types = schema.type === undefined ? [] : [schema.type].flat()
  const named = schema.format === 'date-time' ? ['ISO 8601 time'] : types.map((type) => words[type] ?? type)
  return named.length === 0 ? 'anything' : named.join(' or ')
}

/** Values and limits, in one line; '' = none. */
export function rulesOf(schema: Schema): string {
  const { description, minimum, maximum, minLength, maxLength, minItems, maxItems } = schema
  const values = schema.enum ?? schema.items?.enum
  return [
    ...(description === undefined ? [] : [description]),
    ...(values === undefined ? [] : [values.map(String).join(', ')]),
    ...between(minimum, maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum, ''),
    ...between(minLength, maxLength, ' characters'),
    ...between(minItems, maxItems, ' entries'),
    ...(schema.default === undefined ? [] : [`without it: ${JSON.stringify(schema.default)}`]),
  ].join(' · ')
}

function between(least: number | undefined, most: number | undefined, unit: string): string[] {
  const [from, to] = [least === Number.MIN_SAFE_INTEGER ? undefined : least, most]
  if (from !== undefined && to !== undefined) return [`${from} to ${to}${unit}`]
  if (from !== undefined) return [`at least ${from}${unit}`]
  return to === undefined ? [] : [`at most ${to}${unit}`]
}

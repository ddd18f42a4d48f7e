/** A schema as a tree to read: each field with its form, whether it must be there, and what its values may be. */
import type { ReactNode } from 'react'
import { rulesOf, typeWords } from './schema-words.ts'
import type { Schema } from './api-document.ts'

/** Deeper than this it opens on asking. */
const openLevels = 2

export function SchemaTree({ schema, level = 0 }: { schema: Schema; level?: number }) {
  const fields = Object.entries(schema.properties ?? {})
  const within = insideOf(schema)
  if (fields.length === 0 && within.length === 0)
    return level === 0 ? <p className="text-muted">{typeWords(schema)}</p> : null
  return (
    <ul className={level === 0 ? 'flex flex-col gap-1' : 'ml-3 flex flex-col gap-1 border-l border-line pl-3'}>
      {fields.map(([name, field]) => (
        <FieldRow
          key={name}
          name={name}
          field={field}
          isNeeded={schema.required?.includes(name) === true}
          level={level}
        />
      ))}
      {within.map((inner, at) => (
        <li key={`in-${at}`}>
          {within.length > 1 && <span className="text-xs text-muted">{at === 0 ? 'either' : 'or'} </span>}
          <SchemaTree schema={inner} level={level + 1} />
        </li>
      ))}
    </ul>
  )
}

function FieldRow({ name, field, isNeeded, level }: { name: string; field: Schema; isNeeded: boolean; level: number }) {
  const head = (
    <>
      <code className="mono font-semibold">{name}</code>{' '}
      <span className="text-sm text-muted">
        {typeWords(field)}
        {isNeeded ? ' · needed' : ''}
      </span>
      <Rules field={field} />
    </>
  )
  if (!hasInside(field)) return <li>{head}</li>
  return (
    <li>
      <Folded head={head} isOpen={level + 1 < openLevels}>
        <SchemaTree schema={field} level={level + 1} />
      </Folded>
    </li>
  )
}

function Folded({ head, isOpen, children }: { head: ReactNode; isOpen: boolean; children: ReactNode }) {
  return (
    <details open={isOpen}>
      <summary className="min-h-6">{head}</summary>
      {children}
    </details>
  )
}

function Rules({ field }: { field: Schema }) {
  const rules = rulesOf(field)
  if (rules === '') return null
  return <span className="block text-xs text-muted [overflow-wrap:anywhere]">{rules}</span>
}

const hasInside = (schema: Schema): boolean => schema.properties !== undefined || insideOf(schema).length > 0

/** Schemas without a name of their own: of a list's entries, of alternatives. */
function insideOf({ items, anyOf, oneOf, additionalProperties }: Schema): readonly Schema[] {
  const inner = [
    ...(items === undefined ? [] : [items]),
    ...(anyOf ?? oneOf ?? []),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ]
  return inner.filter(hasInside)
}

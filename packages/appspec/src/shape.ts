/** The structure of a server AppSpec as data, and one walk that compares a text with it. Source: facts section 8.2. */
import type { Fix } from './complaint.ts'
import { isBlank } from './located.ts'
import type { LocatedMap, LocatedNode, LocatedPair } from './located.ts'
import { replaceWith } from './rule.ts'
import type { Finding, RuleContext } from './rule.ts'
import { textLimits } from './text-limits.ts'
import { nearest, quote } from './words.ts'

type Shape =
  /** A required text that is blank is the complaint of its own rule. */
  | { kind: 'text'; required?: true }
  | { kind: 'list'; of: Shape }
  | { kind: 'map'; keys: Readonly<Record<string, Shape>> }
  /** Keys are judged elsewhere (V12 for events). */
  | { kind: 'anyKeys'; of: Shape }

const text: Shape = { kind: 'text' }
const required: Shape = { kind: 'text', required: true }
const list = (of: Shape): Shape => ({ kind: 'list', of })
const map = (keys: Record<string, Shape>): Shape => ({ kind: 'map', keys })

const serverShape = map({
  version: required,
  os: required,
  files: list(map({ source: required, destination: required })),
  file_exists_behavior: text,
  permissions: list(
    map({
      object: required,
      pattern: text,
      except: list(text),
      owner: text,
      group: text,
      mode: text,
      acls: list(text),
      // `role` is V27's complaint.
      context: map({ user: text, name: text, role: text, type: text, range: text }),
      type: list(text),
    }),
  ),
  hooks: { kind: 'anyKeys', of: list(map({ location: required, timeout: text, runas: text, sudo: text })) },
})

export interface ShapeFindings {
  unknownKeys: Finding[]
  wrongKinds: Finding[]
  blanks: Finding[]
}

const walked = new WeakMap<RuleContext, ShapeFindings>()

/** Three rules (S1, S2, S3) share one walk. */
export function shapeFindings(context: RuleContext): ShapeFindings {
  const known = walked.get(context)
  if (known !== undefined) return known
  const found: ShapeFindings = { unknownKeys: [], wrongKinds: [], blanks: [] }
  walked.set(context, found)
  compare(context.root, serverShape, found)
  return found
}

function compare(node: LocatedNode, shape: Shape, found: ShapeFindings): void {
  if (shape.kind === 'text' && node.kind === 'text') return
  if (shape.kind === 'list' && node.kind === 'list') {
    for (const entry of node.entries) compare(entry, shape.of, found)
  } else if (shape.kind === 'map' && node.kind === 'map') {
    for (const pair of node.pairs) comparePair(pair, shape.keys, node, found)
  } else if (shape.kind === 'anyKeys' && node.kind === 'map') {
    for (const pair of node.pairs) compareValue(pair, shape.of, found)
  } else {
    found.wrongKinds.push({
      at: node,
      message: `${subject(node)} must be ${kindNames[shape.kind]}, not ${kindNames[node.kind]}.`,
    })
  }
}

function comparePair(
  pair: LocatedPair,
  keys: Readonly<Record<string, Shape>>,
  parent: LocatedMap,
  found: ShapeFindings,
) {
  const shape = Object.hasOwn(keys, pair.key.text) ? keys[pair.key.text] : undefined
  if (shape !== undefined) return compareValue(pair, shape, found)
  const place = parent.path === '' ? 'an AppSpec for servers' : parent.path
  const message = `${quote(pair.key.text)} is not a key of ${place}, so it has no effect.`
  const fix = found.unknownKeys.length < textLimits.complaints ? renameFix(pair, Object.keys(keys)) : undefined
  found.unknownKeys.push({ at: pair.key, message, ...(fix && { fix }) })
}

function compareValue(pair: LocatedPair, shape: Shape, found: ShapeFindings): void {
  if (!isBlank(pair.value)) return compare(pair.value, shape, found)
  if (shape.kind === 'text' && shape.required) return
  const message = `${pair.key.path} has no value; leave the whole entry out instead.`
  found.blanks.push({ at: pair.key, message })
}

function renameFix(pair: LocatedPair, keys: readonly string[]): Fix | undefined {
  const meant = nearest(pair.key.text, keys)
  return meant === undefined ? undefined : replaceWith(pair.key, meant)
}

const subject = (node: LocatedNode): string => (node.path === '' ? 'The AppSpec' : node.path)

const kindNames = { text: 'a plain value', list: 'a list', map: 'a set of keys', anyKeys: 'a set of keys' } as const

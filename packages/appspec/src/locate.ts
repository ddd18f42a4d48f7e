/** YAML nodes to located nodes: aliases and merge keys are followed, within a budget; double keys are found. */
import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import type { LocatedList, LocatedMap, LocatedNode, LocatedPair, LocatedText, Span } from './located.ts'
import type { Finding } from './rule.ts'
import { textLimits } from './text-limits.ts'
import { quote } from './words.ts'

/** The tree grows out of bounds through its aliases. */
export class TooMuch extends Error {
  readonly at: Span
  constructor(message: string, at: Span) {
    super(message)
    this.at = at
  }
}

interface Walk {
  anchors: Map<string, ParsedNode>
  findings: Finding[]
  nodes: number
}

export function locate(contents: ParsedNode): { node: LocatedNode; findings: Finding[] } {
  const walk: Walk = { anchors: new Map(), findings: [], nodes: 0 }
  return { node: locateNode(walk, contents, '', 0), findings: walk.findings }
}

function locateNode(walk: Walk, node: ParsedNode | null, path: string, depth: number): LocatedNode {
  const span = spanOf(node)
  walk.nodes += 1
  if (walk.nodes > textLimits.nodes) throw new TooMuch(`The AppSpec has more than ${textLimits.nodes} entries.`, span)
  if (depth > textLimits.depth)
    throw new TooMuch(`The AppSpec is nested more than ${textLimits.depth} levels deep.`, span)
  if (isAlias(node)) return locateAlias(walk, node.source, span, path, depth)
  if (node?.anchor !== undefined) walk.anchors.set(node.anchor, node)
  if (isMap(node)) return locateMap(walk, node as YAMLMap.Parsed, path, depth)
  if (isSeq(node)) return locateList(walk, node as YAMLSeq.Parsed, path, depth)
  return locateText(node, path)
}

function locateAlias(walk: Walk, name: string, span: Span, path: string, depth: number): LocatedNode {
  const target = walk.anchors.get(name)
  if (target !== undefined) return locateNode(walk, target, path, depth + 1)
  walk.findings.push({ at: { span, path }, message: `There is no anchor &${name} before this alias.` })
  return { kind: 'text', text: '', quoted: false, span, path }
}

function locateList(walk: Walk, node: YAMLSeq.Parsed, path: string, depth: number): LocatedList {
  const entries = node.items.map((entry, index) => locateNode(walk, entry, `${path}[${index}]`, depth + 1))
  return { kind: 'list', entries, span: spanOf(node), path }
}

function locateMap(walk: Walk, node: YAMLMap.Parsed, path: string, depth: number): LocatedMap {
  const own = new Map<string, LocatedPair>()
  const merged: LocatedNode[] = []
  for (const { key, value } of node.items) {
    if (!isScalar(key)) {
      walk.findings.push({ at: { span: spanOf(key), path }, message: 'A key must be plain text.' })
      continue
    }
    const name = locateText(key, childPath(path, String(key.value)))
    const located = locateNode(walk, value, name.path, depth + 1)
    if (name.text === '<<') merged.push(located)
    else if (!own.has(name.text)) own.set(name.text, { key: name, value: located })
    else walk.findings.push({ at: name, message: `The key ${quote(name.text)} is written twice.` })
  }
  for (const pair of merged.flatMap(pairsToMerge)) if (!own.has(pair.key.text)) own.set(pair.key.text, pair)
  return { kind: 'map', pairs: [...own.values()], span: spanOf(node), path }
}

function pairsToMerge(node: LocatedNode): readonly LocatedPair[] {
  if (node.kind === 'list') return node.entries.flatMap(pairsToMerge)
  return node.kind === 'map' ? node.pairs : []
}

function locateText(node: Scalar.Parsed | ParsedNode | null, path: string): LocatedText {
  const isText = isScalar(node)
  const text = isText && node.value !== null ? String(node.value) : ''
  return { kind: 'text', text, quoted: isText && node.type !== 'PLAIN', span: spanOf(node), path }
}

function spanOf(node: ParsedNode | Scalar.Parsed | null): Span {
  return { from: node?.range[0] ?? 0, to: node?.range[1] ?? 0 }
}

const childPath = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

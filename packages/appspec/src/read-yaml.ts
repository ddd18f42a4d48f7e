/**
 * Text to a located tree, or the reasons why not (V1, V2, S4). The text may come from anybody: its size, its depth and
 * the number of nodes after aliases are bounded, and every step is linear in the text.
 */
import { Composer, Lexer, LineCounter, Parser } from 'yaml'
import type { Document, ParsedNode } from 'yaml'
import { locate, TooMuch } from './locate.ts'
import { isBlank } from './located.ts'
import type { LocatedMap, Span } from './located.ts'
import type { Finding } from './rule.ts'
import { textLimits } from './text-limits.ts'

export type ReadFinding = Finding & { rule: 'V1' | 'V2' | 'S4' }

export interface ReadResult {
  root?: LocatedMap
  findings: ReadFinding[]
  lines: LineCounter
}

const wholeText: Span = { from: 0, to: 0 }
const noContent = 'The AppSpec holds no content; it needs at least version and os.'

export function readYaml(text: string): ReadResult {
  const lines = new LineCounter()
  lines.addNewLine(0)
  const refuse = (rule: ReadFinding['rule'], message: string, at = wholeText): ReadResult => ({
    findings: [{ rule, at, message }],
    lines,
  })
  if (new TextEncoder().encode(text).length > textLimits.bytes)
    return refuse('S4', `The AppSpec is larger than ${textLimits.bytes / 1024} KiB.`)
  if (text.trim() === '') return refuse('V1', 'The AppSpec is empty; it needs at least version and os.')
  const documents = compose(text, lines)
  if (typeof documents === 'string') return refuse('S4', documents)
  const [document, second] = documents
  if (document === undefined || document.contents === null) return refuse('V1', noContent)
  const broken = syntaxFindings(document)
  if (broken.some((finding) => finding.severity !== 'warning')) return { findings: broken, lines }
  if (second !== undefined)
    return refuse('V2', 'The AppSpec holds more than one YAML document.', {
      from: second.range[0],
      to: second.range[0],
    })
  return readTree(document.contents, broken, lines)
}

function readTree(contents: ParsedNode, warnings: ReadFinding[], lines: LineCounter): ReadResult {
  try {
    const { node, findings } = locate(contents)
    const all = [...warnings, ...findings.map((finding) => ({ ...finding, rule: 'V2' as const }))]
    if (isBlank(node)) return { findings: [{ rule: 'V1', at: wholeText, message: noContent }], lines }
    if (node.kind === 'map') return { root: node, findings: all, lines }
    const message = 'An AppSpec is a set of keys such as version, os, files and hooks.'
    return { findings: [...all, { rule: 'V2', at: node, message }], lines }
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error
    return { findings: [{ rule: 'S4', at: error.at, message: error.message }], lines }
  }
}

/** A sentence when the text is too much; checked while lexing, because composing recurses. */
function compose(text: string, lines: LineCounter): Document.Parsed[] | string {
  const parser = new Parser(lines.addNewLine)
  const tokens = []
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > textLimits.depth)
      return `The AppSpec is nested more than ${textLimits.depth} levels deep.`
    if (tokens.length > textLimits.parts)
      return `The AppSpec has more than ${textLimits.parts} documents or misplaced marks.`
  }
  tokens.push(...parser.end())
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'silent', prettyErrors: false })
  return [...composer.compose(tokens, true, text.length)]
}

function syntaxFindings(document: Document.Parsed): ReadFinding[] {
  const errors = document.errors.map((error) => syntaxFinding(error.pos, error.message))
  const warnings = document.warnings.map((warning) => ({
    ...syntaxFinding(warning.pos, warning.message),
    severity: 'warning' as const,
  }))
  return [...errors, ...warnings]
}

function syntaxFinding([from, to]: [number, number], message: string): ReadFinding {
  return {
    rule: 'V2',
    at: { from, to },
    message: `This is not valid YAML: ${message}${/[.!?]$/.test(message) ? '' : '.'}`,
  }
}

/** The form of a rule. A new rule is one file in `rules/` and one line in `rules/index.ts`. */
import type { Complaint, Fix } from './complaint.ts'
import type { LocatedMap, LocatedText, Span } from './located.ts'
import type { AppSpecOs } from './server-app-spec.ts'

/** A file, link or folder of the bundle; `path` is relative to the bundle's root, with `/`. Only empty folders need be given. */
export interface BundleFile {
  path: string
  executable: boolean
  isSymlink?: boolean
  isFolder?: boolean
  /** The first bytes of a script, for what only the content shows. */
  head?: Uint8Array
}

export interface RuleContext {
  text: string
  root: LocatedMap
  /** What the text itself says, when it says something valid. */
  os: AppSpecOs | undefined
  /** What the host or group expects. */
  expectedOs: AppSpecOs | undefined
  /** The bundle's files, when they are known. */
  files: readonly BundleFile[] | undefined
}

export interface Finding {
  at: Span | { span: Span; path: string }
  message: string
  /** When it differs from the rule's. */
  severity?: Complaint['severity']
  fix?: Fix
}

export interface Rule {
  id: string
  severity: Complaint['severity']
  check(context: RuleContext): Iterable<Finding>
}

/** A fix that writes `text` over the place of a node. */
export function replaceWith(node: { span: Span }, text: string, title = `Write ${text}`): Fix {
  return { title, replacement: { fromOffset: node.span.from, toOffset: node.span.to, text } }
}

/** A stretch of a text's own characters; the whole text where it was written with escapes or over several lines. */
export function within(written: LocatedText, from: number, to: number): { span: Span; path: string } {
  const { span, path, quoted, text } = written
  const quotes = quoted ? 1 : 0
  if (to <= from || span.to - span.from !== text.length + 2 * quotes) return { span, path }
  return { span: { from: span.from + quotes + from, to: span.from + quotes + to }, path }
}

/** The two ways in: a text alone (editors), or a text with the files of its bundle (upload, host, local check). */
import type { LineCounter } from 'yaml'
import { buildAppSpec } from './build.ts'
import type { Complaint } from './complaint.ts'
import { lintFileList } from './lint-file-list.ts'
import { textOf } from './located.ts'
import type { LocatedMap } from './located.ts'
import { readYaml } from './read-yaml.ts'
import type { BundleFile, Finding, RuleContext } from './rule.ts'
import { rules } from './rules/index.ts'
import { AppSpecOs, appSpecFileNames } from './server-app-spec.ts'
import type { ServerAppSpec } from './server-app-spec.ts'
import { textLimits } from './text-limits.ts'

export interface ParseOptions {
  /** The system of the hosts; an AppSpec for another one is an error. */
  os?: AppSpecOs
}

export interface LintOptions extends ParseOptions {
  files: readonly BundleFile[]
  /** When the AppSpec has another name than the usual ones (local runs). */
  fileName?: string
}

export interface ParsedAppSpec {
  /** Present when no complaint is an error. */
  appSpec?: ServerAppSpec
  /** In the order of the text. */
  complaints: Complaint[]
}

export function parseAppSpec(text: string, options: ParseOptions = {}): ParsedAppSpec {
  return check(text, options.os, undefined, [])
}

export function lintAppSpec(text: string, options: LintOptions): ParsedAppSpec {
  const names = options.fileName === undefined ? appSpecFileNames : [options.fileName]
  return check(text, options.os, options.files, lintFileList(options.files, names))
}

function check(
  text: string,
  expectedOs: AppSpecOs | undefined,
  files: readonly BundleFile[] | undefined,
  aboutFiles: readonly Complaint[],
): ParsedAppSpec {
  const { root, findings, lines } = readYaml(text)
  const found = new Collected()
  for (const complaint of aboutFiles) found.add(complaint)
  for (const finding of findings) found.add(complaintOf(finding.rule, 'error', finding, lines))
  if (root !== undefined) applyRules({ text, root, os: osOf(root), expectedOs, files }, lines, found)
  const complaints = inOrder([...found.errors, ...found.warnings])
  return root === undefined || found.errors.length > 0 ? { complaints } : { appSpec: buildAppSpec(root), complaints }
}

/** Bounded, and a flood of warnings never hides an error. */
class Collected {
  readonly errors: Complaint[] = []
  readonly warnings: Complaint[] = []

  add(complaint: Complaint): void {
    const those = complaint.severity === 'error' ? this.errors : this.warnings
    if (those.length < textLimits.complaints) those.push(complaint)
  }
}

function osOf(root: LocatedMap): AppSpecOs | undefined {
  return AppSpecOs.safeParse(textOf(root, 'os')?.text).data
}

function applyRules(context: RuleContext, lines: LineCounter, found: Collected): void {
  for (const rule of rules)
    for (const finding of rule.check(context)) {
      found.add(complaintOf(rule.id, rule.severity, finding, lines))
      if (found.errors.length >= textLimits.complaints) return
    }
}

function complaintOf(rule: string, severity: Complaint['severity'], finding: Finding, lines: LineCounter): Complaint {
  const { span, path } = 'span' in finding.at ? finding.at : { span: finding.at, path: '' }
  const [start, end] = [lines.linePos(span.from), lines.linePos(Math.max(span.from, span.to))]
  return {
    rule,
    severity: finding.severity ?? severity,
    message: finding.message,
    line: start.line,
    column: start.col,
    ...(span.to > span.from && { endLine: end.line, endColumn: end.col }),
    ...(path !== '' && { path }),
    ...(finding.fix && { fix: finding.fix }),
  }
}

function inOrder(complaints: readonly Complaint[]): Complaint[] {
  const isWarning = (complaint: Complaint) => Number(complaint.severity === 'warning')
  return complaints.toSorted((a, b) => a.line - b.line || a.column - b.column || isWarning(a) - isWarning(b))
}

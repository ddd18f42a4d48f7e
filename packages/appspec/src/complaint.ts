/** What is wrong with an AppSpec or a bundle, and exactly where. The one shape that editors, the API and hosts show. */
import { z } from 'zod'

/** A change of the text that would settle the complaint; offsets count UTF-16 units from 0, `toOffset` is exclusive. */
export const Replacement = z.object({
  fromOffset: z.number().int().min(0),
  toOffset: z.number().int().min(0),
  text: z.string(),
})
export type Replacement = z.infer<typeof Replacement>

export const Fix = z.object({ title: z.string(), replacement: Replacement.optional() })
export type Fix = z.infer<typeof Fix>

/**
 * `rule` is a number of the tables in the READMEs of this room (V, S) and of `bundle` (B). Lines and columns start at 1;
 * a complaint about the whole file or the whole archive sits at 1:1. `path` is like `hooks.AfterInstall[0].timeout`.
 */
export const Complaint = z.object({
  rule: z.string().regex(/^[VSB]\d{1,2}$/),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  line: z.number().int().min(1),
  column: z.number().int().min(1),
  endLine: z.number().int().min(1).optional(),
  endColumn: z.number().int().min(1).optional(),
  path: z.string().optional(),
  fix: Fix.optional(),
})
export type Complaint = z.infer<typeof Complaint>

export const hasErrors = (complaints: readonly Complaint[]): boolean =>
  complaints.some((complaint) => complaint.severity === 'error')

/** About a file or an archive as a whole. */
export function wholeFileComplaint(rule: string, message: string, fixTitle?: string): Complaint {
  const fix = fixTitle === undefined ? {} : { fix: { title: fixTitle } }
  return { rule, severity: 'error', message, line: 1, column: 1, ...fix }
}

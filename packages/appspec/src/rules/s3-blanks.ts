/** Blank sections and entries "may fail a deployment: leave the whole section out". Source: application-revisions-appspec-file. */
import type { Rule } from '../rule.ts'
import { shapeFindings } from '../shape.ts'

export const blanks: Rule = {
  id: 'S3',
  severity: 'warning',
  check: (context) => shapeFindings(context).blanks,
}

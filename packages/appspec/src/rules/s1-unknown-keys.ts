/** A mistyped key is silently ignored by hosts; say so, and what was probably meant. */
import type { Rule } from '../rule.ts'
import { shapeFindings } from '../shape.ts'

export const unknownKeys: Rule = {
  id: 'S1',
  severity: 'warning',
  check: (context) => shapeFindings(context).unknownKeys,
}

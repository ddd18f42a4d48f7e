/** A list where a value belongs, or the other way round: hosts cannot read it. */
import type { Rule } from '../rule.ts'
import { shapeFindings } from '../shape.ts'

export const kinds: Rule = {
  id: 'S2',
  severity: 'error',
  check: (context) => shapeFindings(context).wrongKinds,
}

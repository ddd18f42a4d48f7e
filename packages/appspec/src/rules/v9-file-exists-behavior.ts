/** `file_exists_behavior` is one of three words in upper case. */
import { FileExistsBehavior } from '@sluice/model'
import { textOf } from '../located.ts'
import { replaceWith } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { nearest, quote } from '../words.ts'

export const fileExistsBehavior: Rule = { id: 'V9', severity: 'error', check }

function* check({ root }: RuleContext): Generator<Finding> {
  const written = textOf(root, 'file_exists_behavior')
  if (written === undefined || FileExistsBehavior.safeParse(written.text).success) return
  const message = `file_exists_behavior must be DISALLOW, OVERWRITE or RETAIN, not ${quote(written.text)}.`
  const meant = nearest(written.text, FileExistsBehavior.options)
  yield { at: written, message, ...(meant !== undefined && { fix: replaceWith(written, meant) }) }
}

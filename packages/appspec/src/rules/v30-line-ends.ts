/**
 * Carriage returns and characters nobody sees, in the AppSpec and in scripts for linux: "invalid character", "command not
 * found". Windows line ends in the AppSpec itself are harmless here, so they only warn. Source: troubleshooting-general.
 */
import { bundleIndex } from '../bundle-index.ts'
import { pathInBundle } from '../paths.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { scriptTrouble } from '../script-head.ts'
import { locationsOf } from '../sections.ts'
import { quote } from '../words.ts'

export const printable: Rule = {
  id: 'V30',
  severity: 'error',
  *check(context) {
    if (context.os !== 'windows') yield* windowsLineEnds(context.text)
    yield* oddCharacters(context.text)
    if (context.os !== 'windows') yield* scripts(context)
  },
}

function* windowsLineEnds(text: string): Generator<Finding> {
  const at = text.indexOf('\r\n')
  if (at < 0) return
  const replacement = { fromOffset: 0, toOffset: text.length, text: text.replaceAll('\r\n', '\n') }
  yield {
    at: { from: at, to: at + 1 },
    severity: 'warning',
    message: 'The AppSpec has Windows line ends (CR LF); some hosts refuse them.',
    fix: { title: 'Use Unix line ends', replacement },
  }
}

function* oddCharacters(text: string): Generator<Finding> {
  // Control characters but tab and line ends; spaces that are none, zero-width and direction marks.
  const odd =
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\r(?!\n)|[\u00a0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g
  for (const match of text.matchAll(odd)) {
    const at = match.index
    if (at === 0 && match[0] === '\ufeff') continue
    const name = `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    const isInvisible = match[0] > '\u007f'
    const replacement = { fromOffset: at, toOffset: at + 1, text: match[0] === '\u00a0' ? ' ' : '' }
    yield {
      at: { from: at, to: at + 1 },
      severity: isInvisible ? 'warning' : 'error',
      message: `There is a ${isInvisible ? 'character that cannot be seen' : 'control character'} here (${name}).`,
      fix: { title: match[0] === '\u00a0' ? 'Write a plain space' : 'Remove it', replacement },
    }
  }
}

function* scripts(context: RuleContext): Generator<Finding> {
  const index = bundleIndex(context)
  for (const written of locationsOf(context.root)) {
    const head = index?.file(pathInBundle(written.text, context.os) ?? '')?.head
    const trouble = head && scriptTrouble(head)
    if (trouble !== undefined)
      yield { at: written, ...trouble, message: `The script ${quote(written.text)} ${trouble.message}` }
  }
}

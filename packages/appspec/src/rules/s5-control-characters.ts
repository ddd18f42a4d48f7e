/** Values become paths, arguments and log lines: a line end or another control character in one is never meant. */
import type { LocatedNode, LocatedText } from '../located.ts'
import type { Rule } from '../rule.ts'

export const controlCharacters: Rule = {
  id: 'S5',
  severity: 'error',
  *check({ root }) {
    for (const text of textsIn(root))
      if (/[\u0000-\u001f\u007f]/.test(text.text))
        yield { at: text, message: `${text.path || 'The text'} holds a line end or another control character.` }
  },
}

function* textsIn(node: LocatedNode): Generator<LocatedText> {
  if (node.kind === 'text') yield node
  else if (node.kind === 'list') for (const entry of node.entries) yield* textsIn(entry)
  else for (const { value } of node.pairs) yield* textsIn(value)
}

/**
 * The guide asks that the timeouts of one event add up to at most an hour, which is when the event itself is cut.
 * Only written timeouts count: the default of 3600 for each script is common and harmless.
 */
import { textOf } from '../located.ts'
import { replaceWith } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { hookEvents, scriptsOf } from '../sections.ts'
import { timeoutSeconds } from './v15-timeout.ts'

export const timeoutSum: Rule = { id: 'V16', severity: 'warning', check }

const maxSeconds = 3600

function* check({ root }: RuleContext): Generator<Finding> {
  for (const event of hookEvents(root)) {
    let sum = 0
    for (const script of scriptsOf(event)) {
      const written = textOf(script, 'timeout')
      const before = sum
      sum += (written && timeoutSeconds(written.text)) ?? 0
      if (written !== undefined && sum > maxSeconds && before <= maxSeconds)
        yield {
          at: written,
          message: `The timeouts of ${event.key.text} add up to more than ${maxSeconds} seconds.`,
          fix:
            before < maxSeconds
              ? replaceWith(written, String(maxSeconds - before))
              : { title: 'Shorten the timeouts before it' },
        }
    }
  }
}

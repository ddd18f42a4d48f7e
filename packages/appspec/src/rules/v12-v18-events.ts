/** Hooks belong to known events (V12), and not to those the service or the agent runs itself (V18). */
import { LifecycleEventName, reservedEvents } from '@sluice/model'
import type { LocatedText } from '../located.ts'
import { replaceWith } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { hookEvents } from '../sections.ts'
import { nearest, quote } from '../words.ts'

export const knownEvents: Rule = { id: 'V12', severity: 'error', check: checkKnown }
export const scriptableEvents: Rule = { id: 'V18', severity: 'error', check: checkScriptable }

const isReserved = (name: string): boolean => reservedEvents.some((reserved) => reserved === name)
/** Where people put the script that they meant. */
const beside: Readonly<Record<string, string>> = {
  Start: 'ApplicationStop',
  DownloadBundle: 'BeforeInstall',
  Install: 'BeforeInstall or AfterInstall',
  BlockTraffic: 'BeforeBlockTraffic or AfterBlockTraffic',
  AllowTraffic: 'BeforeAllowTraffic or AfterAllowTraffic',
  End: 'ValidateService',
}

const scriptable = LifecycleEventName.options.filter((name) => !isReserved(name))

function* checkKnown({ root }: RuleContext): Generator<Finding> {
  for (const { key } of hookEvents(root))
    if (!isReserved(key.text) && !scriptable.some((name) => name === key.text)) yield unknownEvent(key)
}

function unknownEvent(key: LocatedText): Finding {
  const meant = nearest(key.text, scriptable)
  const finding = { at: key, message: `${quote(key.text)} is not a lifecycle event of servers.` }
  return meant === undefined ? finding : { ...finding, fix: replaceWith(key, meant) }
}

function* checkScriptable({ root }: RuleContext): Generator<Finding> {
  for (const { key } of hookEvents(root))
    if (isReserved(key.text))
      yield {
        at: key,
        message: `${key.text} is run by the service itself; no script can be attached to it.`,
        fix: { title: `Attach the script to ${beside[key.text] ?? 'the event before or after it'}` },
      }
}

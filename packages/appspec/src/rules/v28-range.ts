/**
 * The range of an SELinux context: `s0`, `s0-s3`, `s0:c1`, `s0-s3:c0.c5,c8`. Sensitivities and ranges of categories
 * ascend, categories are 0 to 1023 and come once. Source: facts section 8.3.
 */
import { pairOf, textOf } from '../located.ts'
import { within } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { permissionItems } from '../sections.ts'
import { quote } from '../words.ts'

export const rangeIsGood: Rule = { id: 'V28', severity: 'error', check }

function* check({ root }: RuleContext): Generator<Finding> {
  for (const permission of permissionItems(root)) {
    const context = pairOf(permission, 'context')?.value
    const written = context?.kind === 'map' ? textOf(context, 'range') : undefined
    const trouble = written && rangeTrouble(written.text)
    if (written === undefined || trouble === undefined) continue
    yield {
      at: within(written, trouble.from, trouble.to),
      message: `The range ${quote(written.text)} ${trouble.message}.`,
      fix: { title: trouble.fix },
    }
  }
}

interface RangeTrouble {
  message: string
  fix: string
  from: number
  to: number
}

function rangeTrouble(text: string): RangeTrouble | undefined {
  const colon = text.indexOf(':')
  const levels = colon < 0 ? text : text.slice(0, colon)
  return levelTrouble(levels) ?? (colon < 0 ? undefined : categoryTrouble(text.slice(colon + 1), colon + 1))
}

function levelTrouble(levels: string): RangeTrouble | undefined {
  const match = /^s(\d{1,4})(?:-s(\d{1,4}))?$/.exec(levels)
  const place = { from: 0, to: levels.length }
  if (match === null)
    return { ...place, message: 'must begin with a sensitivity', fix: 'Write it like s0 or s0-s3:c0.c5' }
  const [low, high] = [Number(match[1]), match[2] === undefined ? undefined : Number(match[2])]
  if (high === undefined || high >= low) return undefined
  return { ...place, message: `descends from s${low} to s${high}`, fix: `Write s${high}-s${low}` }
}

const lastCategory = 1023

function categoryTrouble(categories: string, at: number): RangeTrouble | undefined {
  const seen = new Set<number>()
  let from = at
  for (const part of categories.split(',')) {
    const trouble = partTrouble(part, seen)
    if (trouble !== undefined) return { ...trouble, from, to: from + part.length }
    from += part.length + 1
  }
  return undefined
}

function partTrouble(part: string, seen: Set<number>): Pick<RangeTrouble, 'message' | 'fix'> | undefined {
  const match = /^c(\d{1,4})(?:\.c(\d{1,4}))?$/.exec(part)
  if (match === null) return { message: `has ${quote(part)} for a category`, fix: 'Write categories like c1, c3.c5' }
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])]
  if (match[2] !== undefined && last <= first)
    return { message: `does not ascend from c${first} to c${last}`, fix: `Write the smaller one first` }
  if (last > lastCategory) return { message: `has the category c${last}`, fix: `The last category is c${lastCategory}` }
  for (let category = first; category <= last; category += 1) {
    if (seen.has(category)) return { message: `has the category c${category} twice`, fix: 'Leave one of them out' }
    seen.add(category)
  }
  return undefined
}

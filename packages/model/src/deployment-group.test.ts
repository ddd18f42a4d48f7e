import { describe, expect, test } from 'vitest'
import { AutoRollbackConfiguration } from './deployment-group.ts'
import { matchesTagFilters, TagFilter } from './tags.ts'

const tags = [
  { Key: 'env', Value: 'prod' },
  { Key: 'Name', Value: 'GRP-XYZ-a' },
]
const both = (Key: string, Value: string): TagFilter => ({ Key, Value, Type: 'KEY_AND_VALUE' })

describe('matchesTagFilters', () => {
  test.each<[string, TagFilter[], boolean]>([
    ['no filter selects nothing', [], false],
    ['key and value must sit on the same tag', [both('env', 'GRP-XYZ-a')], false],
    ['key and value on one tag match', [both('env', 'prod')], true],
    ['values are case-sensitive', [both('env', 'Prod')], false],
    ['keys are case-sensitive', [both('ENV', 'prod')], false],
    ['a key alone matches any value', [{ Key: 'env', Type: 'KEY_ONLY' }], true],
    ['a value alone matches any key', [{ Value: 'prod', Type: 'VALUE_ONLY' }], true],
    ['filters are alternatives', [both('env', 'test'), both('env', 'prod')], true],
    ['* stands for any run of characters', [both('Name', 'GRP-*a')], true],
    ['* may stand for nothing', [both('env', 'prod*')], true],
    ['several * match in order', [both('Name', '*P*Y*a')], true],
    ['several * do not match out of order', [both('Name', '*Y*P*a')], false],
    ['the ends of a pattern may not share characters', [both('env', 'prod*prod')], false],
    ['other signs of patterns are plain characters', [both('Name', 'GRP-...-a')], false],
  ])('%s', (_rule, filters, matches) => {
    expect(matchesTagFilters(tags, filters)).toBe(matches)
  })

  test('a hostile pattern is answered at once: every character is looked at once a part', () => {
    const text = 'a'.repeat(256)
    expect(matchesTagFilters([{ Key: 'k', Value: text }], [both('k', `${'*a'.repeat(120)}*b`)])).toBe(false)
  })
})

describe('TagFilter', () => {
  test('names the field that its type needs', () => {
    const result = TagFilter.safeParse({ Type: 'KEY_AND_VALUE', Key: 'env' })
    expect(result.error?.issues.map((issue) => [issue.path, issue.message])).toEqual([
      [['Value'], 'is required when Type is KEY_AND_VALUE'],
    ])
  })
})

describe('AutoRollbackConfiguration', () => {
  test('enabled without an event is refused', () => {
    expect(AutoRollbackConfiguration.safeParse({ enabled: true, events: [] }).success).toBe(false)
  })
  test('disabled keeps the stored events', () => {
    expect(AutoRollbackConfiguration.parse({ enabled: false, events: ['DEPLOYMENT_FAILURE'] }).events).toEqual([
      'DEPLOYMENT_FAILURE',
    ])
  })
})

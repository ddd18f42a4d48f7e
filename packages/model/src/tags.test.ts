import { describe, expect, test } from 'vitest'
import { EC2TagSet, matchesTags, type TagFilter, type TagSelection } from './tags.ts'

const is = (Key: string, Value: string): TagFilter => ({ Key, Value, Type: 'KEY_AND_VALUE' })
const tags = [
  { Key: 'env', Value: 'prod' },
  { Key: 'role', Value: 'web' },
]
const ec2 = (...ec2TagSetList: TagFilter[][]): TagSelection => ({ ec2TagSet: { ec2TagSetList } })

describe('tag groups', () => {
  test.each<[string, TagSelection, boolean]>([
    ['a host must match every tag group', ec2([is('env', 'prod')], [is('role', 'db')]), false],
    ['one filter of each tag group is enough', ec2([is('env', 'test'), is('env', 'prod')], [is('role', 'w*')]), true],
    ['three groups are looked at, not two', ec2([is('env', '*')], [is('role', '*')], [is('zone', '*')]), false],
    ['a set without groups selects nothing', ec2(), false],
    [
      'a key alone and a value alone work inside groups',
      ec2([{ Key: 'env', Type: 'KEY_ONLY' }], [{ Value: 'web', Type: 'VALUE_ONLY' }]),
      true,
    ],
    ['values are case-sensitive inside groups', ec2([is('env', 'Prod')]), false],
    ['a flat list is one group', { ec2TagFilters: [is('env', 'test'), is('role', 'web')] }, true],
    [
      'the kinds are alternatives',
      { ...ec2([is('env', 'test')]), onPremisesInstanceTagFilters: [is('role', 'web')] },
      true,
    ],
    [
      'both kinds look at the same tags',
      { onPremisesTagSet: { onPremisesTagSetList: [[is('env', 'prod')], [is('role', 'web')]] } },
      true,
    ],
    [
      'groups of one kind are not met by the other kind',
      {
        ...ec2([is('env', 'prod')], [is('role', 'db')]),
        onPremisesTagSet: { onPremisesTagSetList: [[is('zone', 'a')]] },
      },
      false,
    ],
    ['nothing chosen selects nothing', {}, false],
  ])('%s', (_rule, selection, matches) => {
    expect(matchesTags(tags, selection)).toBe(matches)
  })

  test('a group without filters is refused: it could match nothing', () => {
    expect(EC2TagSet.safeParse({ ec2TagSetList: [[]] }).success).toBe(false)
  })
})

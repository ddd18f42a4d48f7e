import { describe, expect, test } from 'vitest'
import { deploymentIdFrom, DeploymentId, InstanceName, Name } from './names.ts'
import { ObjectKey, revisionName, S3Location } from './revision.ts'

describe('Name', () => {
  test.each(['a', 'Store.front_1+x=y,z@home-2', 'x'.repeat(100)])('accepts %s', (name) => {
    expect(Name.parse(name)).toBe(name)
  })
  test.each(['', 'x'.repeat(101), 'two words', 'a/b', 'naïve', 'a\nb', '<b>', '$(id)', 'a;b'])('refuses %j', (name) => {
    expect(Name.safeParse(name).success).toBe(false)
  })
  test('a host name may not start with i-, which CodeDeploy keeps for EC2', () => {
    expect(InstanceName.safeParse('i-0a41').success).toBe(false)
    expect(InstanceName.safeParse('web-i-1').success).toBe(true)
  })
})

test('a deployment id is d- and nine capitals or digits, whatever bytes were drawn', () => {
  expect(DeploymentId.parse(deploymentIdFrom(Uint8Array.from([0, 35, 36, 255, 1, 2, 3, 4, 5, 6])))).toBe('d-A9ADBCDEF')
})

describe('revisions', () => {
  const location = (key: string, more = {}) => ({
    revisionType: 'S3' as const,
    s3Location: S3Location.parse({ bucket: 'samples', key, bundleType: 'zip', ...more }),
  })
  test.each([
    ['storefront-1.1.zip', 'storefront-1.1'],
    ['releases/2026/shop.tar.gz', 'shop'],
    ['shop.TGZ', 'shop'],
    ['no-extension', 'no-extension'],
  ])('%s is called %s', (key, name) => {
    expect(revisionName(location(key))).toBe(name)
  })
  test('an eTag is the same with and without quotes', () => {
    expect(location('a.zip', { eTag: '"abc"' })).toEqual(location('a.zip', { eTag: 'abc' }))
  })
  test.each(['a/../b', './a', 'a\u0000b', 'a\nb', ''])('an object key %j is refused', (key) => {
    expect(ObjectKey.safeParse(key).success).toBe(false)
  })
})

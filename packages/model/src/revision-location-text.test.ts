import { describe, expect, it, test } from 'vitest'
import { bundleTypeOfKey, locationTextOf, parseLocationText, revisionLocationOf } from './index.ts'

const ownOrigin = 'https://deploy.example.com'
const parts = (text: string) => parseLocationText(text).parts

describe('a location as people paste it', () => {
  it.each([
    ['s3://releases/shop-1.4.zip'],
    ['S3://releases/shop-1.4.zip'],
    ['  s3://releases/shop-1.4.zip\n'],
    ['releases/shop-1.4.zip'],
    ['arn:aws:s3:::releases/shop-1.4.zip'],
    ['https://releases.s3.eu-west-1.amazonaws.com/shop-1.4.zip'],
    ['https://releases.s3.amazonaws.com/shop-1.4.zip'],
    ['https://releases.s3-eu-west-1.amazonaws.com/shop-1.4.zip'],
    ['https://releases.s3.dualstack.eu-west-1.amazonaws.com/shop-1.4.zip'],
    ['https://s3.eu-west-1.amazonaws.com/releases/shop-1.4.zip'],
    ['https://s3.cn-north-1.amazonaws.com.cn/releases/shop-1.4.zip'],
    ['releases.s3.amazonaws.com/shop-1.4.zip'],
    ['s3.eu-west-1.amazonaws.com/releases/shop-1.4.zip'],
    ['https://deploy.example.com/api/artifacts/releases/shop-1.4.zip'],
    ['https://releases.s3.eu-west-1.amazonaws.com/shop-1.4.zip?X-Amz-Signature=abc&X-Amz-Expires=60'],
  ])('%j is an object of a bucket', (text) => {
    expect(parseLocationText(text, ownOrigin)).toEqual({
      parts: { bucket: 'releases', key: 'shop-1.4.zip', bundleType: 'zip' },
      complaints: [],
    })
  })

  it('has its version and its eTag behind the key, the eTag with or without quotes', () => {
    const pinned = { bucket: 'b-1', key: 'a/shop.tgz', version: 'v.1', eTag: '9a0364b9', bundleType: 'tgz' }
    expect(parts('s3://b-1/a/shop.tgz?versionId=v.1&etag=9a0364b9')).toEqual(pinned)
    expect(parts('s3://b-1/a/shop.tgz?eTag=%229a0364b9%22&version=v.1')).toEqual(pinned)
    expect(parts('https://b-1.s3.amazonaws.com/a/shop.tgz?versionId=v.1&etag="9a0364b9"')).toEqual(pinned)
  })

  it('the address of another installation is not taken for the same object of this one', () => {
    const text = 'https://staging.example.com/api/artifacts/releases/shop-1.4.zip'
    const { parts: none, complaints } = parseLocationText(text, ownOrigin)
    expect(none).toBeUndefined()
    expect(complaints[0]?.message).toContain('staging.example.com is not where bundles are read from')
    const here = 'http://localhost:4600/api/artifacts/releases/shop-1.4.zip'
    expect(parseLocationText(here, 'http://127.0.0.1:4600').parts?.bucket).toBe('releases')
  })

  it('the version null of a bucket without versions pins nothing', () => {
    expect(parts('s3://releases/shop.zip?versionId=null')).toEqual({
      bucket: 'releases',
      key: 'shop.zip',
      bundleType: 'zip',
    })
  })

  it('addresses are percent-encoded, s3 locations are not', () => {
    expect(parts('https://releases.s3.amazonaws.com/my%20shop.zip')?.key).toBe('my shop.zip')
    expect(parts('s3://releases/my%20shop.zip')?.key).toBe('my%20shop.zip')
    expect(parts('s3://releases/what? no.zip')?.key).toBe('what? no.zip')
  })

  it('says the type itself where the name does not', () => {
    expect(parts('releases/shop')).toEqual({ bucket: 'releases', key: 'shop' })
    expect(parts('releases/shop?bundleType=TGZ')).toEqual({ bucket: 'releases', key: 'shop', bundleType: 'tgz' })
    expect(parts('releases/shop.zip?bundleType=tar')?.bundleType).toBe('tar')
  })
})

test.each([
  ['', '1-1 text'],
  ['releases', '9-9 key'],
  ['s3://releases/', '15-15 key'],
  ['s3://Releases/shop.zip', '6-14 bucket'],
  ['s3:///shop.zip', '15-15 bucket'],
  ['releases/../etc/passwd', '10-23 key'],
  ['ftp://releases/shop.zip', '1-7 text'],
  ['https://github.com/acme/shop', '9-19 text'],
  ['https://', '1-9 text'],
  ['s3://releases/shop.zip?verison=3', '24-33 text'],
  ['s3://releases/shop.zip?constructor=3', '24-37 text'],
  ['s3://releases/shop.zip?versionId=', '24-34 version'],
  ['s3://releases/shop.zip?etag=""', '24-31 eTag'],
  ['s3://releases/shop.zip?etag=1&eTag=2', '31-37 eTag'],
  ['s3://releases/shop?bundleType=rar', '20-34 bundleType'],
])('what is wrong with %j has its place', (text, place) => {
  const { parts: none, complaints } = parseLocationText(text)
  expect(none).toBeUndefined()
  expect(complaints.map(({ part, column, toColumn }) => `${column}-${toColumn} ${part}`)).toEqual([place])
})

test('all that is wrong is said at once, in the order of the text', () => {
  expect(parseLocationText('s3://No/a/../b?x=1').complaints.map(({ part }) => part)).toEqual(['bucket', 'key', 'text'])
})

test('a location is one for the API as soon as its type is known', () => {
  const shop = { bucket: 'releases', key: 'shop' }
  expect(revisionLocationOf(shop)).toBeUndefined()
  expect(revisionLocationOf({ ...shop, bundleType: 'tar' })).toEqual({
    revisionType: 'S3',
    s3Location: { ...shop, bundleType: 'tar' },
  })
})

test('the extension of a key tells its type', () => {
  expect(
    ['a.ZIP', 'a.tar', 'a.tgz', 'a.tar.gz', 'a.yml', 'a.yaml', 'a.json', 'a.gz', 'zip'].map(bundleTypeOfKey),
  ).toEqual(['zip', 'tar', 'tgz', 'tgz', 'YAML', 'YAML', 'JSON', undefined, undefined])
})

test.each([
  [{ bucket: 'releases', key: 'shop.zip', bundleType: 'zip' }, 's3://releases/shop.zip'],
  [
    { bucket: 'releases', key: 'a/shop', bundleType: 'tgz', eTag: 'a b' },
    's3://releases/a/shop?etag=a%20b&bundleType=tgz',
  ],
  [{ bucket: 'b-1', key: 'x.tar', bundleType: 'tar', version: '1&2' }, 's3://b-1/x.tar?versionId=1%262'],
] as const)('a location is written as it is read: %j', (s3Location, text) => {
  expect(locationTextOf({ revisionType: 'S3', s3Location })).toBe(text)
  expect(parts(text)).toEqual(s3Location)
})

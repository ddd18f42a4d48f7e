import { describe, expect, test } from 'vitest'
import { installedPaths } from './install-places.ts'

const files = (...mappings: [source: string, destination: string][]) => ({
  os: 'linux' as const,
  files: mappings.map(([source, destination]) => ({ source, destination })),
})

describe('what a bundle has on a host', () => {
  const paths = ['app/main.js', 'app/lib/one.js', 'app-2/other.js', 'readme.md']

  test.each([
    ['a file goes into its destination', files(['readme.md', '/srv/docs/']), ['/srv/docs/readme.md']],
    ['a folder’s contents go below it', files(['app', '/srv']), ['/srv/lib/one.js', '/srv/main.js']],
    [
      'all of it, of which a part comes twice',
      files(['/', '/srv'], ['readme.md', '/srv']),
      paths.map((p) => `/srv/${p}`),
    ],
    ['a source that is not there brings nothing', files(['ap', '/srv'], ['../etc', '/srv']), []],
  ])('%s', (_, appSpec, expected) => {
    expect(installedPaths(appSpec, paths)).toEqual(expected.toSorted())
  })

  test('costs what is installed, not mappings times files', () => {
    const many = Array.from({ length: 50_000 }, (_, n) => `folder-${n % 100}/file-${n}`)
    let looks = 0
    const counted = new Proxy(many, { get: (all, key) => ((looks += 1), Reflect.get(all, key)) })
    const single = files(...many.slice(0, 4000).map((path): [string, string] => [path, '/srv']))
    expect(installedPaths(single, counted)).toHaveLength(4000)
    expect(looks).toBeLessThan(4 * many.length)
  })
})

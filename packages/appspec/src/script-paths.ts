/** The scripts a text names, whether or not the rest of it is right: so that a linter knows which files to read first. */
import { readYaml } from './read-yaml.ts'
import { textOf } from './located.ts'
import { pathInBundle } from './paths.ts'
import { locationsOf } from './sections.ts'
import { AppSpecOs } from './server-app-spec.ts'

/** Paths relative to the bundle; those that leave it are not among them. */
export function scriptPathsIn(text: string): string[] {
  const { root } = readYaml(text)
  if (root === undefined) return []
  const os = AppSpecOs.safeParse(textOf(root, 'os')?.text).data
  const paths = locationsOf(root).flatMap((location) => pathInBundle(location.text, os) ?? [])
  return [...new Set(paths)]
}

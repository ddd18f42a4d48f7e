/** Faults of `package-lock.json` and of the `package.json` files that only show on somebody else's machine. */
export type Lockfile = { packages: Record<string, LockedPackage> }
export type LockedPackage = { optionalDependencies?: Record<string, string> }
export type Manifest = {
  name?: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/**
 * Platform packages that some package names as optional and the lockfile does not hold: npm forgets them when it writes
 * a lockfile beside an old `node_modules`, and then a build fails on every other platform.
 */
export function missingPlatformPackages({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !foldersAbove(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${name} (of ${path})`),
  )
}

/** Where Node looks for what the package at `path` asks for: inside it, then beside it, and so on up to the root. */
function foldersAbove(path: string): string[] {
  const parts = path === '' ? [] : path.split('/node_modules/')
  const above = parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/`)
  return [...above, '']
}

/** Dependencies whose version is a range. */
export function looseVersions({ dependencies = {}, devDependencies = {} }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} ${version}`)
}

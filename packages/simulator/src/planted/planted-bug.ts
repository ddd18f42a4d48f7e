/**
 * A planted bug: one small, believable mistake in shipped code, as data. It exists only while a hunt loads the file; shipped
 * code knows nothing of it. If the simulator does not notice it, the simulator is blind there.
 */
export interface PlantedBug {
  /** The rule that it breaks, in a few words. */
  name: string
  /** From the root of the repository. */
  file: string
  /** Stands exactly once in the file. */
  find: string
  replace: string
}

/** The source of its file with the bug in it. */
export function planted(source: string, { name, file, find, replace }: PlantedBug): string {
  const parts = source.split(find)
  if (parts.length !== 2)
    throw new Error(
      `"${name}": what it replaces stands ${parts.length - 1} times in ${file}. It must stand there once; follow the code.`,
    )
  return parts.join(replace)
}

/** What an audit row about several hosts is about. */
export function instancesResource(instanceNames: readonly string[]): string {
  const [first = 'none', ...more] = [...new Set(instanceNames)]
  return more.length === 0 ? `instance:${first}` : `instance:${first} and ${more.length} more`
}

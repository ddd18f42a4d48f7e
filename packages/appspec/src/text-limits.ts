/** What an AppSpec may cost us to read. The text may come from anybody, and the browser, the server and hosts all read it. */
export const textLimits = {
  bytes: 256 * 1024,
  depth: 64,
  /** Lists, maps and texts after aliases have been followed. */
  nodes: 50_000,
  /** Documents, comments between them and marks where none belong. */
  parts: 10_000,
  /** Errors, and warnings beside them: more than anybody reads. */
  complaints: 200,
} as const

/** Says in a sentence what an old Node would say in a stack trace. Must itself run on any Node that knows modules. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Sluice needs Node 20.19 or newer; this is ${process.version}. See https://nodejs.org/en/download`)
  process.exit(1)
}

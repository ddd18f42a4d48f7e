/**
 * Where a local host's applications listen: the supervisor gives each host this address and port at its start
 * (apps/supervisor/src/local-host.ts), and nobody else knows it.
 */
import { join } from 'node:path'
import { readForeignFile } from './read-foreign-file.ts'

export interface LocalAddress {
  address: string
  port?: number
}

const portOnLinux = 8080

/** `productPort` as in the settings, which is what the supervisor reads. Undefined for a name that is no local host's. */
export function localAddress(
  productPort: number,
  fleetFolder: string,
  name: string,
  platform = process.platform,
): LocalAddress | undefined {
  const number = Number(/^local-([1-9]\d{0,2})$/.exec(name)?.[1])
  if (!(number <= 244)) return undefined
  if (platform === 'linux')
    return { address: `127.${productPort >> 8}.${productPort & 255}.${10 + number}`, port: portOnLinux }
  const port = keptPort(join(fleetFolder, name, 'port'))
  return { address: '127.0.0.1', ...(port !== undefined && { port }) }
}

/** Elsewhere all hosts share one address; each keeps the free port that it got at its first start. */
function keptPort(file: string): number | undefined {
  const port = Number(readForeignFile(file) ?? NaN)
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined
}

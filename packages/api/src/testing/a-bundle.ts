/** Bundles made in memory: a tar of a few files, gzipped. Only what tests need of the format (ustar). */
import { gzipSync } from 'node:zlib'

export type BundleFiles = Record<string, string>

const appSpec = `version: 0.0
os: linux
files:
  - source: app
    destination: /srv/storefront
hooks:
  ApplicationStart:
    - location: scripts/start.sh
      timeout: 30
`

/** A bundle that hosts can install. `version` makes its bytes differ. */
export const goodBundle = (version = '1.0', more: BundleFiles = {}): Buffer =>
  tgz({ 'appspec.yml': appSpec, 'app/version.txt': version, 'scripts/start.sh': '#!/bin/sh\nexit 0\n', ...more })

/** Its hook's script is not there. */
export const badBundle = (): Buffer => tgz({ 'appspec.yml': appSpec, 'app/version.txt': '1.0' })

export function tgz(files: BundleFiles): Buffer {
  const entries = Object.entries(files).flatMap(([path, text]) => entry(path, Buffer.from(text)))
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]))
}

function entry(path: string, body: Buffer): Buffer[] {
  return [header(path, body.length), body, Buffer.alloc((512 - (body.length % 512)) % 512)]
}

function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(512)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  block.write(path, 0)
  block.write(octal(path.endsWith('.sh') ? 0o755 : 0o644, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(0, 12), 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\u000000', 257)
  block.write(
    octal(
      block.reduce((sum, byte) => sum + byte, 0),
      7,
    ),
    148,
  )
  return block
}

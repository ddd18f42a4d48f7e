/** One door to both kinds of archive. */
import { open } from 'node:fs/promises'
import type { Visit } from './archive-entry.ts'
import { archiveTypeOf } from './bundle-type.ts'
import type { ArchiveType } from './bundle-type.ts'
import { refuseBundle } from './bundle-refusal.ts'
import { Meter } from './limits.ts'
import type { BundleLimits } from './limits.ts'
import { readTar } from './tar-archive.ts'
import { readZip } from './zip-archive.ts'

/** Reads the archive once; throws a `BundleRefusal` when it is none, is damaged, or is larger than the limits. Answers what it counted. */
export async function readArchive(
  filePath: string,
  type: ArchiveType,
  limits: BundleLimits,
  visit: Visit,
): Promise<Meter> {
  const meter = new Meter(limits, await checkedSize(filePath, type))
  if (type === 'zip') await readZip(filePath, meter, visit)
  else await readTar(filePath, type === 'tgz', meter, visit)
  return meter
}

async function checkedSize(filePath: string, type: ArchiveType): Promise<number> {
  const file = await open(filePath, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(512), 0, 512, 0)
    const actual = archiveTypeOf(buffer.subarray(0, bytesRead))
    if (bytesRead === 0) refuseBundle('B1', 'The file is empty.')
    if (actual === undefined) refuseBundle('B1', `The file is not a ${type} archive.`)
    if (actual !== type) refuseBundle('B1', `The file is a ${actual} archive, not a ${type}.`)
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

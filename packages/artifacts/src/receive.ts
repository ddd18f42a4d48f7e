/** Bytes on their way in: to a file of their own, counted and summed as they pass, synced before anybody relies on them. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { refuse } from '@sluice/model'

export interface Summed {
  sha256: string
  /** MD5 in hex, as S3 answers it for an upload in one part. */
  eTag: string
  size: number
}

/** Refuses (413) as soon as there is one byte too many. The file must not exist yet. */
export async function receiveInto(path: string, stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Summed> {
  const [sha256, md5] = [createHash('sha256'), createHash('md5')]
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength
      if (size > maxBytes) refuse('PayloadTooLarge', tooLarge(maxBytes))
      sha256.update(chunk)
      md5.update(chunk)
      await writeWhole(file, chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: sha256.digest('hex'), eTag: md5.digest('hex'), size }
}

async function writeWhole(
  file: { write(bytes: Uint8Array, from: number): Promise<{ bytesWritten: number }> },
  chunk: Uint8Array,
) {
  for (let written = 0; written < chunk.byteLength;) written += (await file.write(chunk, written)).bytesWritten
}

const megabyte = 1024 * 1024

function tooLarge(maxBytes: number): string {
  const most = maxBytes >= megabyte ? `${Math.floor(maxBytes / megabyte)} MB` : `${maxBytes} bytes`
  return `The upload is larger than ${most}, the most this installation takes (SLUICE_MAX_ARTIFACT_MB).`
}

/** The beginning of an entry's body. */

/** At most `count` bytes; the rest is read and let go. */
export async function readStart(body: AsyncIterable<Uint8Array>, count: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    if (length < count) chunks.push(chunk)
    length += chunk.length
  }
  return Buffer.concat(chunks).subarray(0, count)
}

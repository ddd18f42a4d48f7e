/** The sample's revisions: packed into a test's own folder, and uploaded as a person would. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiToken, type TestServer } from './a-server.ts'

const bearer = { authorization: `Bearer ${apiToken}` }
const storefront = new URL('../../../../examples/storefront/build.mjs', import.meta.url)

/** Packs the sample; answers the folder. */
export async function samples(folder: string): Promise<string> {
  const { buildRevisions } = (await import(storefront.href)) as { buildRevisions(out: string): Promise<unknown> }
  const out = join(folder, 'bundles')
  await buildRevisions(out)
  return out
}

export async function upload(server: TestServer, version: string, folder: string) {
  const key = `storefront-${version}.tgz`
  const body = readFileSync(join(folder, key))
  const answer = await fetch(`${server.url}/api/artifacts/releases/shop/${key}`, {
    method: 'PUT',
    headers: bearer,
    body,
  })
  const { bucket, key: kept, eTag } = (await answer.json()) as { bucket: string; key: string; eTag: string }
  return { revisionType: 'S3', s3Location: { bucket, key: kept, bundleType: 'tgz', eTag } } as const
}

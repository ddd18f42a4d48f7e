/**
 * Where a bundle is, as people paste it: `s3://bucket/key.zip?versionId=...&etag=...` (the console's form),
 * `https://bucket.s3.eu-west-1.amazonaws.com/key.zip`, our own `.../api/artifacts/bucket/key.zip`, or `bucket/key.zip`.
 * What cannot be read is said with its place in the text. Source: deployments-create-console-s3. Browser-safe.
 */
import { BucketName, BundleType, ObjectKey, type RevisionLocation } from './revision.ts'

export interface LocationComplaint {
  part: 'bucket' | 'key' | 'version' | 'eTag' | 'bundleType' | 'text'
  message: string
  fix?: string
  /** Columns of the trimmed text, from 1; `toColumn` is exclusive. */
  column: number
  toColumn: number
}

export interface LocationParts {
  bucket: string
  key: string
  version?: string
  eTag?: string
  /** Said by the text, else by the key's extension; absent when neither tells. */
  bundleType?: BundleType
}

export interface ParsedLocation {
  /** Present when nothing is wrong. */
  parts?: LocationParts
  /** In the order of the text. */
  complaints: LocationComplaint[]
}

const extensions: readonly (readonly [string, BundleType])[] = [
  ['.zip', 'zip'],
  ['.tar', 'tar'],
  ['.tgz', 'tgz'],
  ['.tar.gz', 'tgz'],
  ['.yaml', 'YAML'],
  ['.yml', 'YAML'],
  ['.json', 'JSON'],
]

/** Undefined for any other extension. */
export function bundleTypeOfKey(key: string): BundleType | undefined {
  const name = key.toLowerCase()
  return extensions.find(([extension]) => name.endsWith(extension))?.[1]
}

/** `ownOrigin`: where this installation is reached; the same path of another one is somebody else's object. */
export function parseLocationText(written: string, ownOrigin?: string): ParsedLocation {
  const text = written.trim()
  if (text === '') return { complaints: [complaint('text', text, text, 'There is no location.', example)] }
  const place = placeIn(text, ownOrigin)
  if ('message' in place) return { complaints: [place] }
  const complaints = [...placeComplaints(text, place), ...queryComplaints(text, place)]
  if (complaints.length > 0) return { complaints: complaints.toSorted((a, b) => a.column - b.column) }
  return { parts: partsOf(place), complaints }
}

/** Undefined while nobody has said what kind of bundle it is. */
export function revisionLocationOf({ bundleType, ...place }: LocationParts): RevisionLocation | undefined {
  return bundleType === undefined ? undefined : { revisionType: 'S3', s3Location: { ...place, bundleType } }
}

interface Place {
  bucket: string
  key: string
  query: readonly { name: string; value: string; raw: string }[]
}

const example = 'Write it like s3://releases/shop-1.4.zip.'

function placeIn(text: string, ownOrigin: string | undefined): Place | LocationComplaint {
  if (/^https?:\/\//i.test(text)) return placeInAddress(text, text, ownOrigin)
  if (/^s3:\/\//i.test(text)) return placeInPath(text.slice('s3://'.length))
  const arn = /^arn:aws[\w-]*:s3:::/i.exec(text)?.[0]
  if (arn !== undefined) return placeInPath(text.slice(arn.length))
  const scheme = /^[a-z][a-z0-9+.-]*:(\/\/)?/i.exec(text)?.[0]
  if (scheme === undefined && s3Host.test(text.split('/')[0] ?? ''))
    return placeInAddress(text, `https://${text}`, ownOrigin)
  return scheme === undefined
    ? placeInPath(text)
    : complaint('text', text, scheme, `${scheme} is no place that bundles are read from.`, example)
}

/** Keys are written as they are: only what follows a last `?name=` is a query. */
function placeInPath(path: string): Place {
  const at = path.search(/\?[A-Za-z][\w-]*=[^?]*$/)
  const [place, query] = at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)]
  const slash = place.indexOf('/')
  if (slash < 0) return { bucket: place, key: '', query: queryOf(query) }
  return { bucket: place.slice(0, slash), key: place.slice(slash + 1), query: queryOf(query) }
}

/** Addresses are percent-encoded. The bucket is before `.s3.` or, in the old form, the first folder. */
function placeInAddress(text: string, address: string, ownOrigin: string | undefined): Place | LocationComplaint {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const path = url && decoded(url.pathname.slice(1))
  if (url === undefined || path === undefined)
    return complaint('text', text, text, 'This is no address that can be read.', example)
  const query = queryOf(url.search.slice(1)).filter(({ name }) => !isSigning(name))
  const own = 'api/artifacts/'
  if (path.startsWith(own) && isOwn(url, ownOrigin)) return { ...placeInPath(path.slice(own.length)), query }
  const host = s3Host.exec(url.hostname)
  if (host === null) return foreignHost(text, url.hostname)
  const bucket = host.groups?.['bucket']
  return bucket === undefined ? { ...placeInPath(path), query } : { bucket, key: path, query }
}

const s3Host = /^(?:(?<bucket>.+)\.)?s3[.-](?:[a-z0-9.-]+\.)?amazonaws\.com(\.cn)?$/i

/** This machine has two names for itself. */
const isOwn = (url: URL, ownOrigin: string | undefined): boolean =>
  ownOrigin !== undefined && asOneName(url.origin) === asOneName(ownOrigin)

const asOneName = (origin: string): string => origin.replace('//localhost', '//127.0.0.1')

function foreignHost(text: string, host: string): LocationComplaint {
  const message = `${host} is not where bundles are read from: hosts download from S3 or from this server.`
  return complaint('text', text, host, message, 'Upload the file here, or copy it into a bucket.')
}

/** Parts of a signed address and of a link of the console: they say nothing about which object is meant. */
const isSigning = (name: string): boolean => /^(x-amz-|x-id$|response-|prefix$|region$)/i.test(name)

function queryOf(query: string): Place['query'] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((raw) => {
      const [name = '', ...value] = raw.split('=')
      const written = value.join('=')
      return { name, value: decoded(written) ?? written, raw }
    })
}

type Pin = 'version' | 'eTag' | 'bundleType'

const pins: ReadonlyMap<string, Pin> = new Map([
  ['versionid', 'version'],
  ['version', 'version'],
  ['etag', 'eTag'],
  ['bundletype', 'bundleType'],
])

const partOf = (name: string): Pin | undefined => pins.get(name.toLowerCase())

function partsOf({ bucket, key, query }: Place): LocationParts {
  const said = (part: Pin) => query.find(({ name }) => partOf(name) === part)?.value
  const [version, eTag, type] = [said('version'), said('eTag'), said('bundleType')]
  const bundleType = type === undefined ? bundleTypeOfKey(key) : typeNamed(type)
  return {
    bucket,
    key,
    ...(version !== undefined && version !== 'null' && { version }),
    ...(eTag !== undefined && { eTag: eTag.replace(/^"|"$/g, '') }),
    ...(bundleType !== undefined && { bundleType }),
  }
}

const typeNamed = (word: string): BundleType | undefined =>
  BundleType.options.find((type) => type.toLowerCase() === word.toLowerCase())

function placeComplaints(text: string, { bucket, key }: Place): LocationComplaint[] {
  const bucketRule = BucketName.safeParse(bucket).error?.issues[0]?.message
  const keyRule = ObjectKey.safeParse(key).error?.issues[0]?.message
  const ofBucket =
    bucketRule === undefined
      ? []
      : [complaint('bucket', text, bucket, `A bucket ${bucketRule}, not ${JSON.stringify(bucket)}.`)]
  if (key === '') return [...ofBucket, complaint('key', text, '', 'There is no key behind the bucket.', example)]
  return keyRule === undefined ? ofBucket : [...ofBucket, complaint('key', text, key, `A key ${keyRule}.`)]
}

function queryComplaints(text: string, { query }: Place): LocationComplaint[] {
  const seen = new Set<string>()
  return query.flatMap(({ name, value, raw }): LocationComplaint[] => {
    const part = partOf(name)
    if (part === undefined)
      return [complaint('text', text, raw, `${name} says nothing of a bundle.`, 'Use versionId, etag or bundleType.')]
    if (seen.has(part)) return [complaint(part, text, raw, `${name} is given twice.`, 'Leave one of them out.')]
    seen.add(part)
    if (value.replace(/^"|"$/g, '') === '')
      return [complaint(part, text, raw, `${name} has no value.`, 'Leave it out.')]
    if (part === 'bundleType' && typeNamed(value) === undefined)
      return [complaint(part, text, raw, `bundleType is one of ${BundleType.options.join(', ')}, not ${value}.`)]
    return []
  })
}

/** `of` is the stretch that is wrong; an empty one stands behind everything. */
function complaint(
  part: LocationComplaint['part'],
  text: string,
  of: string,
  message: string,
  fix?: string,
): LocationComplaint {
  const at = of === '' ? -1 : text.lastIndexOf(of)
  const isFound = at >= 0
  const column = (isFound ? at : of === '' ? text.length : 0) + 1
  const toColumn = isFound ? column + of.length : text.length + 1
  return { part, message, column, toColumn, ...(fix !== undefined && { fix }) }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The console's form, with what pins it. `parseLocationText` reads it back. */
export function locationTextOf({ s3Location }: RevisionLocation): string {
  const { bucket, key, version, eTag, bundleType } = s3Location
  const said: readonly (readonly [string, string | undefined])[] = [
    ['versionId', version],
    ['etag', eTag],
    ['bundleType', bundleTypeOfKey(key) === bundleType ? undefined : bundleType],
  ]
  const query = said.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
  return `s3://${bucket}/${key}${query.length === 0 ? '' : `?${query.join('&')}`}`
}

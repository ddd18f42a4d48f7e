/** Sends a bundle's bytes, with progress. A refused bundle comes back with its located complaints. */
import { ApiError } from '@sluice/api/client'
import type { BundleType, RefusalCode, RefusalDetail, RevisionLocation } from '@sluice/model'

interface Stored {
  key: string
  eTag: string
  version: string
}

const bucket = 'uploads'

interface Sending {
  file: File
  application: string
  bundleType: BundleType
  onProgress: (progress: number) => void
  /** Cuts it off: then nothing was stored. */
  signal: AbortSignal
}

/** Answers where it is now. XMLHttpRequest, because it alone reports how much of a body was sent. */
export function send({ file, application, bundleType, onProgress, signal }: Sending): Promise<RevisionLocation> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const path = [application, file.name].map(encodeURIComponent).join('/')
    request.open('PUT', `/api/artifacts/${bucket}/${path}?bundleType=${bundleType}`)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total)
    request.onload = () =>
      request.status === 200 ? resolve(locationOf(request.response as Stored, bundleType)) : reject(refusalOf(request))
    request.onerror = () =>
      reject(new ApiError('Unreachable', 'The server did not take the file. Nothing was stored.', 0))
    request.onabort = () => reject(new ApiError('Unreachable', 'The upload was cut off. Nothing was stored.', 0))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function locationOf({ key, eTag, version }: Stored, bundleType: BundleType): RevisionLocation {
  return { revisionType: 'S3', s3Location: { bucket, key, bundleType, eTag, version } }
}

interface ErrorBody {
  error?: { code?: RefusalCode; message?: string; requestId?: string; details?: RefusalDetail[] }
}

function refusalOf(request: XMLHttpRequest): ApiError {
  const error = (request.response as ErrorBody | null)?.error
  if (error?.code === undefined) return new ApiError('Fault', `The server answered ${request.status}.`, request.status)
  return new ApiError(error.code, error.message ?? error.code, request.status, error.requestId, error.details)
}

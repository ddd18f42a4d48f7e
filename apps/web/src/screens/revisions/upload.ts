/** Sends a bundle's bytes, with progress, and registers it. A refused bundle comes back with its located complaints. */
import { ApiError } from '@sluice/api/client'
import type { BundleType, RefusalCode, RefusalDetail } from '@sluice/model'
import { useState } from 'react'
import { useOperation } from '../../query/op.ts'

export interface Uploading {
  /** 0 to 1 of the bytes; 1 while the server looks into it. */
  progress: number
}

interface Stored {
  bucket: string
  key: string
  eTag: string
  version: string
}

const bucket = 'uploads'

export function bundleTypeOf(fileName: string): BundleType | undefined {
  if (/\.zip$/i.test(fileName)) return 'zip'
  if (/\.(tgz|tar\.gz)$/i.test(fileName)) return 'tgz'
  return /\.tar$/i.test(fileName) ? 'tar' : undefined
}

export function useUpload(application: string) {
  const [uploading, setUploading] = useState<Uploading>()
  const [error, setError] = useState<ApiError>()
  const register = useOperation('registerApplicationRevision')

  const upload = async (file: File, bundleType: BundleType, description: string): Promise<boolean> => {
    setError(undefined)
    setUploading({ progress: 0 })
    try {
      const stored = await send(file, `${application}/${file.name}`, bundleType, (progress) =>
        setUploading({ progress }),
      )
      const { key, eTag, version } = stored
      await register.mutateAsync({
        applicationName: application,
        revision: { revisionType: 'S3', s3Location: { bucket, key, bundleType, eTag, version } },
        ...(description === '' ? {} : { description }),
      })
      return true
    } catch (cause) {
      setError(cause instanceof ApiError ? cause : new ApiError('Fault', String(cause), 0))
      return false
    } finally {
      setUploading(undefined)
    }
  }

  return { upload, uploading, error, clear: () => setError(undefined) }
}

/** XMLHttpRequest, because it alone reports how much of a body was sent. */
function send(
  file: File,
  key: string,
  bundleType: BundleType,
  onProgress: (progress: number) => void,
): Promise<Stored> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const path = key.split('/').map(encodeURIComponent).join('/')
    request.open('PUT', `/api/artifacts/${bucket}/${path}?bundleType=${bundleType}`)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total)
    request.onload = () => (request.status === 200 ? resolve(request.response as Stored) : reject(refusalOf(request)))
    request.onerror = () =>
      reject(new ApiError('Unreachable', 'The server did not take the file. Nothing was stored.', 0))
    request.send(file)
  })
}

interface ErrorBody {
  error?: { code?: RefusalCode; message?: string; requestId?: string; details?: RefusalDetail[] }
}

function refusalOf(request: XMLHttpRequest): ApiError {
  const error = (request.response as ErrorBody | null)?.error
  if (error?.code === undefined) return new ApiError('Fault', `The server answered ${request.status}.`, request.status)
  return new ApiError(error.code, error.message ?? error.code, request.status, error.requestId, error.details)
}

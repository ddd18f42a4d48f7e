/** Files on their way, one after another: each is sent, looked into and registered, or refused while the next goes on. */
import { ApiError } from '@sluice/api/client'
import { bundleTypeOfKey, type BundleType } from '@sluice/model'
import { useState } from 'react'
import { useOperation } from '../../query/op.ts'
import { send } from './upload.ts'

export type UploadState =
  | { status: 'waiting' }
  /** 0 to 1 of the bytes; 1 while the server looks into it. */
  | { status: 'sending'; progress: number }
  | { status: 'registered' }
  | { status: 'refused'; error: ApiError }

export interface Upload {
  file: File
  /** Undefined until somebody says what it is, where the name does not. */
  bundleType: BundleType | undefined
  state: UploadState
}

const archives: readonly (BundleType | undefined)[] = ['zip', 'tar', 'tgz']

export function archiveTypeOf(fileName: string): BundleType | undefined {
  const type = bundleTypeOfKey(fileName)
  return archives.includes(type) ? type : undefined
}

const waiting = (file: File): Upload => ({
  file,
  bundleType: archiveTypeOf(file.name),
  state: { status: 'waiting' },
})

export function useUploads(application: string, dropped: readonly File[]) {
  const [uploads, setUploads] = useState<readonly Upload[]>(() => dropped.map(waiting))
  const [isRunning, setRunning] = useState(false)
  const register = useOperation('registerApplicationRevision')
  const change = (file: File, what: Partial<Upload>) =>
    setUploads((before) => before.map((one) => (one.file === file ? { ...one, ...what } : one)))
  const tell = (file: File, state: UploadState) => change(file, { state })

  const one = async (file: File, bundleType: BundleType, description: string): Promise<boolean> => {
    tell(file, { status: 'sending', progress: 0 })
    try {
      const revision = await send(file, application, bundleType, (progress) =>
        tell(file, { status: 'sending', progress }),
      )
      const described = description === '' ? {} : { description }
      await register.mutateAsync({ applicationName: application, revision, ...described })
      tell(file, { status: 'registered' })
      return true
    } catch (cause) {
      tell(file, {
        status: 'refused',
        error: cause instanceof ApiError ? cause : new ApiError('Fault', String(cause), 0),
      })
      return false
    }
  }

  /** Answers whether all that were left are revisions now. */
  const start = async (description: string): Promise<boolean> => {
    setRunning(true)
    let isWhole = true
    for (const { file, bundleType, state } of uploads)
      if (state.status !== 'registered' && bundleType !== undefined)
        isWhole = (await one(file, bundleType, description)) && isWhole
    setRunning(false)
    return isWhole
  }

  return {
    uploads,
    isRunning,
    start,
    choose: (files: readonly File[]) => setUploads(files.map(waiting)),
    setType: (file: File, bundleType: BundleType) => change(file, { bundleType }),
  }
}

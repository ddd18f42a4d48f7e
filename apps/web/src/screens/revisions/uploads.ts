/** Files on their way, one after another: each is sent, looked into and registered, or refused while the next goes on. */
import { ApiError } from '@sluice/api/client'
import { bundleTypeOfKey, type BundleType } from '@sluice/model'
import { useRef, useState } from 'react'
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

export interface Uploads {
  list: readonly Upload[]
  isRunning: boolean
  /** Answers whether all that were left are revisions now. */
  start(description: string): Promise<boolean>
  /** Instead of those before. Nothing changes while some are on their way. */
  choose(files: readonly File[]): void
  setType(file: File, bundleType: BundleType): void
  /** What is on its way is cut off; what is registered stays so. */
  clear(): void
}

const archives: readonly (BundleType | undefined)[] = ['zip', 'tar', 'tgz']

export function archiveTypeOf(fileName: string): BundleType | undefined {
  const type = bundleTypeOfKey(fileName)
  return archives.includes(type) ? type : undefined
}

export function useUploads(application: string): Uploads {
  const [list, setList] = useState<readonly Upload[]>([])
  const running = useRef<AbortController>(undefined)
  const [isRunning, setRunning] = useState(false)
  const register = useOperation('registerApplicationRevision')
  const change = (file: File, what: Partial<Upload>) =>
    setList((before) => before.map((one) => (one.file === file ? { ...one, ...what } : one)))
  const tell = (file: File, state: UploadState) => change(file, { state })

  const one = async ({ file, bundleType }: Upload, description: string, signal: AbortSignal): Promise<boolean> => {
    if (bundleType === undefined) return false
    tell(file, { status: 'sending', progress: 0 })
    try {
      const onProgress = (progress: number) => tell(file, { status: 'sending', progress })
      const revision = await send({ file, application, bundleType, onProgress, signal })
      const described = description === '' ? {} : { description }
      await register.mutateAsync({ applicationName: application, revision, ...described })
      tell(file, { status: 'registered' })
      return true
    } catch (cause) {
      const error = cause instanceof ApiError ? cause : new ApiError('Fault', String(cause), 0)
      tell(file, { status: 'refused', error })
      return false
    }
  }

  const start = async (description: string): Promise<boolean> => {
    const { signal } = (running.current = new AbortController())
    setRunning(true)
    let isWhole = true
    for (const upload of list.filter(({ state }) => state.status !== 'registered'))
      isWhole = !signal.aborted && (await one(upload, description, signal)) && isWhole
    if (!signal.aborted) setRunning(false)
    return isWhole && !signal.aborted
  }

  return {
    list,
    isRunning,
    start,
    choose: (files) => !isRunning && setList(files.map(waiting)),
    setType: (file, bundleType) => change(file, { bundleType }),
    clear: () => {
      running.current?.abort()
      setRunning(false)
      setList([])
    },
  }
}

const waiting = (file: File): Upload => ({
  file,
  bundleType: archiveTypeOf(file.name),
  state: { status: 'waiting' },
})

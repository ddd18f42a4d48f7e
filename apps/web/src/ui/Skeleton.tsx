/** Nothing for 150 ms, then the final geometry in grey, after a second with words, after eight with a way out. */
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'

type Stage = 'nothing' | 'shape' | 'words' | 'tooLong'

function useStage(): Stage {
  const [stage, setStage] = useState<Stage>('nothing')
  useEffect(() => {
    const timers = [
      setTimeout(setStage, 150, 'shape'),
      setTimeout(setStage, 1000, 'words'),
      setTimeout(setStage, 8000, 'tooLong'),
    ]
    return () => timers.forEach(clearTimeout)
  }, [])
  return stage
}

interface LoadingProps {
  /** "Loading deployments…" */
  what: string
  onRetry?: (() => void) | undefined
  children: ReactNode
}

export function Loading({ what, onRetry, children }: LoadingProps) {
  const stage = useStage()
  if (stage === 'nothing') return <div aria-busy="true" />
  return (
    <div aria-busy="true">
      {stage !== 'shape' && (
        <p role="status" className="px-3.5 py-2 text-sm text-muted">
          {what}
          {stage === 'tooLong' && ' This takes unusually long. '}
          {stage === 'tooLong' && onRetry !== undefined && <Button onClick={onRetry}>Retry</Button>}
        </p>
      )}
      <div aria-hidden>{children}</div>
    </div>
  )
}

export const Bone = ({ className }: { className: string }) => <div className={`rounded-md bg-line ${className}`} />

export function BoneRows({ rows = 6 }: { rows?: number }) {
  return (
    <div className="flex flex-col gap-3 p-3.5">
      {Array.from({ length: rows }, (_, row) => (
        <Bone key={row} className="h-6 w-full" />
      ))}
    </div>
  )
}

/**
 * The one sentence, always true and always first. It is read out at most every five seconds, and at once when the
 * deployment's status changes; what is seen changes with every fact.
 */
import type { DeploymentSummary } from '@sluice/model'
import { useEffect, useRef, useState } from 'react'
import { Sentence, sentenceIn } from '../../components/Sentence.tsx'
import { useZone } from '../../ui/time-format.ts'

const quietMs = 5000

export function StatusSentence({ deployment }: { deployment: DeploymentSummary }) {
  const zone = useZone()
  const spoken = useSpoken(sentenceIn(deployment.sentence, zone), deployment.status)
  return (
    <div
      role="status"
      aria-label="Deployment status"
      aria-live="polite"
      className="mt-2 text-lg tracking-tight [overflow-wrap:anywhere]"
    >
      <p aria-hidden>
        <Sentence parts={deployment.sentence} />
      </p>
      <p className="sr-only">{spoken}</p>
    </div>
  )
}

/** `text`, but not changed more often than every five seconds unless `urgent` changed. */
export function useSpoken(text: string, urgent: string): string {
  const [spoken, setSpoken] = useState(text)
  const last = useRef({ at: Date.now(), urgent })
  useEffect(() => {
    if (text === spoken) return undefined
    const say = () => {
      last.current = { at: Date.now(), urgent }
      setSpoken(text)
    }
    const wait = last.current.urgent === urgent ? quietMs - (Date.now() - last.current.at) : 0
    const timer = setTimeout(say, Math.max(0, wait))
    return () => clearTimeout(timer)
  }, [text, urgent, spoken])
  return spoken
}

/** One open step: its heading takes the focus when it is gone to, its end leads to the next one. */
import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { stepAfter, stepNames, steps, type Step } from './steps.ts'
import { stepId, type Steps } from './use-steps.ts'

interface StepSectionProps {
  step: Step
  /** What the step asks. */
  question: string
  nav: Steps
  children: ReactNode
}

export function StepSection({ step, question, nav, children }: StepSectionProps) {
  if (!nav.open.has(step)) return null
  const next = stepAfter(step)
  return (
    <section
      id={stepId(step)}
      aria-labelledby={`${stepId(step)}-name`}
      className="flex min-w-0 scroll-mt-4 flex-col gap-4 rounded-lg border border-line bg-raised px-3.5 py-3"
    >
      <header>
        <h2 id={`${stepId(step)}-name`} tabIndex={-1} className="scroll-mt-4 font-semibold">
          {steps.indexOf(step) + 1} {stepNames[step]}
        </h2>
        <p className="text-xs text-muted">{question}</p>
      </header>
      {children}
      {next !== undefined && !nav.open.has(next) && (
        <div>
          <Button onClick={() => nav.go(next)}>Next: {stepNames[next]}</Button>
        </div>
      )}
    </section>
  )
}

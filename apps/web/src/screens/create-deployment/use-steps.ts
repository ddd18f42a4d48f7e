/**
 * Which steps are open. One is, by the address (`?step=`) or where the form goes on; the next one that lacks something opens
 * below it, so that nobody has to press anything to fill the form from top to bottom. What is open stays until another step
 * is gone to: nothing folds away under somebody's hands.
 */
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { DraftForm } from './draft.ts'
import { isStep, missing, type Step } from './steps.ts'

export interface Steps {
  open: ReadonlySet<Step>
  /** The one that was gone to last. */
  current: Step
  go: (step: Step) => void
}

export function useSteps(form: DraftForm): Steps {
  const [params, setParams] = useSearchParams()
  const asked = params.get('step')
  // The address follows a moment later than what is pressed: it is written, and read only at first.
  const [wanted, setWanted] = useState(isStep(asked) ? asked : undefined)
  const [first] = useState<Step>(() => firstStep(form))
  const current = wanted ?? first
  const [unfolded, setUnfolded] = useState<ReadonlySet<Step>>(new Set([current]))
  const next = isFillingIn(form) ? undefined : (missing(form)?.step ?? (wanted === undefined ? 'review' : undefined))
  if (next !== undefined && !unfolded.has(next)) setUnfolded(new Set([...unfolded, next]))
  const focusOn = useFocusOnStep()
  const go = (step: Step) => {
    setWanted(step)
    setUnfolded(new Set([step]))
    focusOn(step)
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        after.set('step', step)
        return after
      },
      { replace: true },
    )
  }
  return { open: new Set([...unfolded, current]), current, go }
}

/** A deployment that is done again, and one that a link fills, are reviewed first. */
function firstStep(form: DraftForm): Step {
  const { from, isCatchUp, application, group, revision } = form.draft
  if (from !== undefined || isCatchUp || (application !== '' && group !== '' && revision !== '')) return 'review'
  return missing(form)?.step ?? 'review'
}

/** What is done again is found among the revisions: before they are there, nothing is known to lack. */
const isFillingIn = ({ draft, revisionsLoaded }: DraftForm): boolean =>
  (draft.from !== undefined || draft.isCatchUp) && !revisionsLoaded

export const stepId = (step: Step): string => `step-${step}`

/** The field that is wrong, or the step's heading, once the step is drawn. */
function useFocusOnStep(): (step: Step) => void {
  const wanted = useRef<Step | undefined>(undefined)
  useEffect(() => {
    const section = wanted.current && document.getElementById(stepId(wanted.current))
    if (section === undefined || section === null) return
    wanted.current = undefined
    const goal = section.querySelector<HTMLElement>('[aria-invalid="true"]') ?? section.querySelector('h2')
    goal?.focus()
    goal?.scrollIntoView?.({ block: 'nearest' })
  })
  return (step) => {
    wanted.current = step
  }
}

/**
 * The five steps with how each stands, in a line each. All of them can be gone to at any time. On a phone they are one row of
 * names, so that the first field is in sight.
 */
import { cx } from '../../ui/cx.ts'
import { stepNames, steps, type Step } from './steps.ts'

export type StepState = 'done' | 'todo' | 'wrong'

export interface StepView {
  state: StepState
  summary: string
}

interface StepListProps {
  views: Readonly<Record<Step, StepView>>
  current: Step
  onGo: (step: Step) => void
}

export function StepList({ views, current, onGo }: StepListProps) {
  return (
    <nav aria-label="Steps of this form">
      <ol className="grid grid-cols-5 gap-1 xl:flex xl:flex-col">
        {steps.map((step, at) => (
          <li key={step} className="min-w-0">
            <StepButton
              number={at + 1}
              step={step}
              view={views[step]}
              isCurrent={step === current}
              onGo={() => onGo(step)}
            />
          </li>
        ))}
      </ol>
    </nav>
  )
}

interface StepButtonProps {
  number: number
  step: Step
  view: StepView
  isCurrent: boolean
  onGo: () => void
}

const marks = { done: '✓', todo: '○', wrong: '✕' } as const
const tones = { done: 'text-success-text', todo: 'text-muted', wrong: 'text-failed-text' } as const
const words = { done: 'done', todo: 'to do', wrong: 'something is wrong' } as const

function StepButton({ number, step, view: { state, summary }, isCurrent, onGo }: StepButtonProps) {
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'step' : undefined}
      onClick={onGo}
      className={cx(
        'flex min-h-11 w-full items-baseline gap-2 rounded-md border px-2.5 py-1.5 text-left hover:bg-surface',
        'max-sm:h-full max-sm:flex-col max-sm:items-center max-sm:gap-0 max-sm:px-0.5 max-sm:text-center max-sm:text-xs',
        isCurrent ? 'border-accent bg-accent-soft' : 'border-line',
      )}
    >
      <span aria-hidden className={cx('shrink-0 font-semibold', tones[state])}>
        {marks[state]}
      </span>
      <span className="relative min-w-0 flex-1">
        <span className="font-semibold">
          {number} {stepNames[step]}
        </span>
        <span className="sr-only">, {words[state]}: </span>
        <span
          className={cx(
            'text-xs [overflow-wrap:anywhere] max-sm:sr-only sm:block',
            state === 'wrong' ? tones.wrong : 'text-muted',
          )}
        >
          {summary}
        </span>
      </span>
    </button>
  )
}

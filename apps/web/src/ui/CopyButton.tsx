/** Copies a text and says so. The text is never shortened on the way to the clipboard. */
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { copyText } from './copy-text.ts'
import { cx } from './cx.ts'
import { Tip } from './Tip.tsx'

interface CopyButtonProps {
  text: string
  what: string
  /** On the dark ground of logs and commands. */
  onDark?: boolean
}

const copied = 'Copied'
const notCopied = 'Not copied: select the text and copy it'

export function CopyButton({ text, what, onDark = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<string>()
  const copy = async () => {
    setOutcome((await copyText(text)) ? copied : notCopied)
    setTimeout(setOutcome, 2000, undefined)
  }
  const Icon = outcome === copied ? Check : Copy
  return (
    <Tip text={outcome ?? `Copy ${what}`}>
      <button
        type="button"
        aria-label={`Copy ${what}`}
        onClick={() => void copy()}
        className={cx(
          'inline-grid size-6 shrink-0 place-items-center rounded-md align-middle',
          onDark ? 'text-log-text hover:bg-surface hover:text-text' : 'text-muted hover:bg-surface hover:text-text',
        )}
      >
        <Icon size={14} strokeWidth={1.75} aria-hidden />
        <span role="status" className="sr-only">
          {outcome ?? ''}
        </span>
      </button>
    </Tip>
  )
}

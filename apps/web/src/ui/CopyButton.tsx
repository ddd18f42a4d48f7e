/** Copies a text and says so. The text is never shortened on the way to the clipboard. */
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { cx } from './cx.ts'
import { Tip } from './Tip.tsx'

interface CopyButtonProps {
  text: string
  what: string
  /** On the dark ground of logs and commands. */
  onDark?: boolean
}

export function CopyButton({ text, what, onDark = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(setCopied, 2000, false)
  }
  const Icon = copied ? Check : Copy
  return (
    <Tip text={copied ? 'Copied' : `Copy ${what}`}>
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
          {copied ? 'Copied' : ''}
        </span>
      </button>
    </Tip>
  )
}

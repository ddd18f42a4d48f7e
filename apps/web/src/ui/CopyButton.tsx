/** Copies a text and says so. The text is never shortened on the way to the clipboard. */
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Tip } from './Tip.tsx'

export function CopyButton({ text, what }: { text: string; what: string }) {
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
        className="inline-grid size-6 place-items-center rounded-md align-middle text-muted hover:bg-surface hover:text-text"
      >
        <Icon size={14} strokeWidth={1.75} aria-hidden />
        <span role="status" className="sr-only">
          {copied ? 'Copied' : ''}
        </span>
      </button>
    </Tip>
  )
}

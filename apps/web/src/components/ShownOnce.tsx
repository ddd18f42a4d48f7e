/** A secret that the server tells one time: what to do with it now, the text itself, and a button that copies it. */
import { CopyButton } from '../ui/CopyButton.tsx'

interface ShownOnceProps {
  /** "Copy it now; it is not shown again." */
  says: string
  secret: string
  /** What is copied: "token". */
  what: string
}

export function ShownOnce({ says, secret, what }: ShownOnceProps) {
  return (
    <p role="status" className="rounded-md bg-accent-soft px-3 py-2">
      {says} <span className="mono break-all">{secret}</span> <CopyButton text={secret} what={what} />
    </p>
  )
}

/** The name of a file that opens its text: for those who may read it. Others see the name, and why no more. */
import { useId } from 'react'
import { useMay, whyNot } from '../../session/session.ts'
import { Tip } from '../../ui/Tip.tsx'

interface FileButtonProps {
  path: string
  /** How it is written here. */
  name: string
  onShow: (path: string) => void
}

export function FileButton({ path, name, onShow }: FileButtonProps) {
  const reasonId = useId()
  const reason = whyNot(useMay('getRevisionFile'))
  const isOff = reason !== undefined
  return (
    <>
      <Tip text={reason}>
        <button
          type="button"
          aria-disabled={isOff || undefined}
          aria-describedby={isOff ? reasonId : undefined}
          onClick={() => !isOff && onShow(path)}
          className={`mono min-h-6 text-left [overflow-wrap:anywhere] ${isOff ? 'cursor-not-allowed' : 'link'}`}
        >
          {name}
        </button>
      </Tip>
      {isOff && (
        <span id={reasonId} className="sr-only">
          {reason}
        </span>
      )}
    </>
  )
}

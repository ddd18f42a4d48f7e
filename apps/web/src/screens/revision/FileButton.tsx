/** The name of a file that opens its text: for those who may read it. Others see the name, and why no more. */
import { useMay, whyNot } from '../../session/session.ts'
import { Tip } from '../../ui/Tip.tsx'

interface FileButtonProps {
  path: string
  /** How it is written here. */
  name: string
  onShow: (path: string) => void
}

export function FileButton({ path, name, onShow }: FileButtonProps) {
  const reason = whyNot(useMay('getRevisionFile'))
  return (
    <Tip text={reason}>
      <button
        type="button"
        aria-disabled={reason === undefined ? undefined : true}
        onClick={() => reason === undefined && onShow(path)}
        className={`mono min-h-6 text-left [overflow-wrap:anywhere] ${reason === undefined ? 'link' : 'cursor-not-allowed'}`}
      >
        {name}
      </button>
    </Tip>
  )
}

/** Keeps the form as a draft on the server and copies the link to it. Pressed again, the same draft is written over. */
import { useSearchParams } from 'react-router'
import { paths } from '../../paths.ts'
import { useOperation } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { toast } from '../../ui/Toast.tsx'
import type { DraftForm } from './draft.ts'

/** What the draft keeps of the address: all but its own id. */
export function searchOf(params: URLSearchParams): string {
  const kept = [...params].filter(([name]) => name !== 'draft' && name !== 'step')
  return new URLSearchParams(kept).toString()
}

export function ShareDraft({ form: { draft } }: { form: DraftForm }) {
  const [params, setParams] = useSearchParams()
  const save = useOperation('saveDraft')
  const reason =
    whyNot(useMay('saveDraft')) ??
    (draft.application === '' ? 'Choose an application first: the form is empty.' : undefined)

  const share = (draftId = draft.draft) => {
    const search = searchOf(params)
    save.mutate(draftId === undefined ? { search } : { draftId, search }, {
      onSuccess: ({ draftId: saved }) => {
        setParams(withDraft(params, saved), { replace: true })
        void copied(new URL(paths.newDeployment({ draft: saved }), window.location.origin).href)
      },
    })
  }
  return (
    <>
      <Button look="quiet" className="self-start" busy={save.isPending} disabledReason={reason} onClick={() => share()}>
        Copy link to this draft
      </Button>
      {save.error !== null && (
        <span role="alert" className="text-sm text-failed-text">
          ✕ {save.error.message}
        </span>
      )}
    </>
  )
}

function withDraft(params: URLSearchParams, draftId: string): URLSearchParams {
  const next = new URLSearchParams(params)
  next.set('draft', draftId)
  return next
}

/** Without a clipboard the link is still shown above the form. */
async function copied(link: string): Promise<void> {
  toast(
    (await copyText(link))
      ? 'The link is copied. Whoever may deploy can open it.'
      : 'The draft is saved. Its link is shown above the form.',
  )
}

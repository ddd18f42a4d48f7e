/**
 * One person's decision on one reroute: what they typed, the state they saw, and the request. When something got worse since
 * they began to decide, the request carries the state of then: the server refuses it and the page asks to look again.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { op, useOperation } from '../../query/op.ts'
import { toast } from '../../ui/Toast.tsx'
import { emptyDraft, isNoteRequired, mustLookAgain, seenIn, seenKey, whyNotYet } from './gate.ts'
import type { Approval, Draft, Seen } from './gate.ts'
import type { ApprovalCheck } from '@sluice/model'

export function useDecision(deploymentId: string) {
  const queries = useQueryClient()
  const goOn = useOperation('continueDeployment')
  /** Known at once, where `isPending` is known at the next drawing: a double click is one decision. */
  const isSending = useRef(false)
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [began, setBegan] = useState<Seen | undefined>(undefined)
  /** What is in the draft went with an approval that the server took. */
  const [isKept, setIsKept] = useState(false)

  const change = (approval: Approval, part: Partial<Draft>) => {
    setBegan((before) => before ?? seenIn(approval))
    setDraft((before) => ({ ...before, ...part }))
    setIsKept(false)
  }
  /** Looked at again: from here on the newest state is the one that was seen. */
  const tick = (approval: Approval, check: ApprovalCheck, isTicked: boolean) => {
    setBegan(seenIn(approval))
    setDraft((before) => ({ ...before, ticked: toggled(before.ticked, seenKey(check), isTicked) }))
  }
  const lookAgain = async () => {
    const { queryKey } = op('getApproval', { deploymentId })
    await queries.refetchQueries({ queryKey })
    const newest = queries.getQueryData(queryKey)
    setBegan(newest === undefined ? undefined : seenIn(newest))
  }

  const hasChanged = (approval: Approval) => began !== undefined && mustLookAgain(began, approval)

  const send = (approval: Approval) => {
    if (isSending.current || whyNotYet(approval, draft) !== undefined) return
    isSending.current = true
    goOn.mutate(
      {
        deploymentId,
        deploymentWaitType: 'READY_WAIT',
        ...withPresent({ ...draft, seen: hasChanged(approval) ? began?.seen : approval.seen }, approval),
      },
      {
        onSuccess: ({ status, statusMessage }) => {
          // One's own approval is no surprise, whether or not others are asked too.
          setBegan(undefined)
          setIsKept(true)
          isSending.current = status !== 'waiting'
          toast(statusMessage ?? (status === 'waiting' ? 'Your approval is kept' : 'The reroute begins'))
        },
        onError: (error) => {
          isSending.current = false
          if (error.code === 'StateChanged') void lookAgain()
        },
      },
    )
  }

  return {
    draft,
    change,
    tick,
    send,
    error: goOn.error,
    isSending: goOn.isPending,
    /** The server took it; what follows comes live. */
    isSent: goOn.data !== undefined && goOn.data.status !== 'waiting',
    /** The server has the note, even where it waits for others. */
    isKept,
    /** Something got worse since this person began to decide. */
    hasChanged,
  }
}

export type Decision = ReturnType<typeof useDecision>

interface Said extends Draft {
  seen: string | undefined
}

function withPresent({ note, typed, seen }: Said, approval: Approval) {
  return {
    ...(seen === undefined ? {} : { seen }),
    ...(note.trim() === '' && !isNoteRequired(approval) ? {} : { note }),
    ...(approval.phrase === undefined ? {} : { typed: typed.trim() }),
  }
}

function toggled(set: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(set)
  if (isIn) next.add(key)
  else next.delete(key)
  return next
}

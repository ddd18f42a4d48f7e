/**
 * One person's decision on one reroute: what they typed, the state they saw, and the request. The state is the one that was
 * on the page when they began to decide; if it is another by then, the server refuses and the page asks to look again.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { op, useOperation } from '../../query/op.ts'
import { toast } from '../../ui/Toast.tsx'
import { emptyDraft, isNoteRequired, seenKey, whyNotYet } from './gate.ts'
import type { Approval, Draft } from './gate.ts'
import type { ApprovalCheck } from '@sluice/model'

export function useDecision(deploymentId: string) {
  const queries = useQueryClient()
  const goOn = useOperation('continueDeployment')
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [seen, setSeen] = useState<string | undefined>(undefined)

  const begin = (approval: Approval) => setSeen((before) => before ?? approval.seen)
  const change = (approval: Approval, part: Partial<Draft>) => {
    begin(approval)
    setDraft((before) => ({ ...before, ...part }))
  }
  /** Looked at again: from here on the newest state is the one that was seen. */
  const tick = (approval: Approval, check: ApprovalCheck, isTicked: boolean) => {
    setSeen(approval.seen)
    setDraft((before) => ({ ...before, ticked: toggled(before.ticked, seenKey(check), isTicked) }))
  }
  const lookAgain = async () => {
    const { queryKey } = op('getApproval', { deploymentId })
    await queries.refetchQueries({ queryKey })
    setSeen(queries.getQueryData(queryKey)?.seen)
  }

  const send = (approval: Approval) => {
    if (goOn.isPending || whyNotYet(approval, draft) !== undefined) return
    goOn.mutate(
      {
        deploymentId,
        deploymentWaitType: 'READY_WAIT',
        ...withPresent({ ...draft, seen: seen ?? approval.seen }, approval),
      },
      {
        onSuccess: ({ status, statusMessage }) =>
          toast(statusMessage ?? (status === 'waiting' ? 'Your approval is kept' : 'The reroute begins')),
        onError: (error) => {
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
    /** Something of what this person saw is different since they began. */
    hasChanged: (approval: Approval) => seen !== undefined && approval.seen !== undefined && seen !== approval.seen,
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

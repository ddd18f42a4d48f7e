/**
 * Notices of the operating system for what begins to wait. Only for people who asked for them, on the page of approvals;
 * the browser's question is never put by itself.
 */
import type { DeploymentSummary } from '@sluice/model'
import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../paths.ts'
import { createStore } from '../ui/store.ts'

const storageKey = 'sluice.notices'

/** `blocked`: the browser was told no, and only its own settings change that. `unknown`: it cannot show any. */
export type Notices = 'on' | 'off' | 'blocked' | 'unknown'

export const notices = createStore<Notices>(readNotices())

/** Puts the browser's question when it was not answered yet. Call it from a press only. */
export async function turnNoticesOn(): Promise<void> {
  if (typeof Notification === 'undefined') return
  const permission =
    Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission
  if (permission === 'granted') remember('on')
  notices.set(readNotices())
}

export function turnNoticesOff(): void {
  remember(undefined)
  notices.set(readNotices())
}

/** Shows one for each deployment that began to wait since the page was loaded. `rows` is undefined until they are known. */
export function useDesktopNotices(rows: readonly DeploymentSummary[] | undefined): void {
  const navigate = useNavigate()
  const seen = useRef<ReadonlySet<string> | undefined>(undefined)
  useEffect(() => {
    if (rows === undefined) return
    const before = seen.current
    seen.current = new Set([...(before ?? []), ...rows.map((row) => row.deploymentId)])
    if (before === undefined || notices.get() !== 'on') return
    for (const row of rows) if (!before.has(row.deploymentId)) show(row, (path) => void navigate(path))
  }, [rows, navigate])
}

function show(
  { deploymentId, applicationName, deploymentGroupName, revisionName }: DeploymentSummary,
  go: (path: string) => void,
): void {
  const notice = new Notification(`${applicationName} › ${deploymentGroupName} waits for approval`, {
    body: `${deploymentId}: reroute traffic to ${revisionName}?`,
    tag: deploymentId,
  })
  notice.addEventListener('click', () => {
    globalThis.focus()
    go(paths.approval(deploymentId))
    notice.close()
  })
}

function readNotices(): Notices {
  if (typeof Notification === 'undefined') return 'unknown'
  if (Notification.permission === 'denied') return 'blocked'
  try {
    return localStorage.getItem(storageKey) === 'on' && Notification.permission === 'granted' ? 'on' : 'off'
  } catch {
    return 'off'
  }
}

function remember(choice: 'on' | undefined): void {
  try {
    if (choice === undefined) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, choice)
  } catch {
    // Storage may be switched off: the choice is then not kept.
  }
}

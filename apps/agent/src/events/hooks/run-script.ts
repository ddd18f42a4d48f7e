/**
 * One script from its start to its verdict. The limit covers the process and the closing of its outputs, as in
 * CodeDeploy; what differs is that a held output is explained while it lasts (P4) and that TERM is followed by KILL.
 */
import type { HookScript } from '@sluice/appspec'
import { setTimeout as pause } from 'node:timers/promises'
import { groupsOf, membersOf } from '../../journal/recorded-process.ts'
import type { EventContext } from '../event-context.ts'
import { EventCut } from '../event-failure.ts'
import { cutGraceMs, endGroups, killGraceMs } from './end-script.ts'
import { findScript } from './find-script.ts'
import { heldOutputs, outputsLeftOpen, scriptFailed, scriptTimedOut } from './script-failures.ts'
import { scriptCommand } from './script-command.ts'
import { type ScriptExit, type StartedScript, startScript } from './started-script.ts'

const explainAfterMs = 3_000
/** A script that failed need not close its outputs; what it printed last should still be heard. */
const lastWordsMs = 500

export interface ScriptRun {
  context: EventContext
  archive: string
  script: HookScript
  limitSeconds: number
  environment: Record<string, string>
}

export async function runScript(run: ScriptRun): Promise<void> {
  const { context, archive, script } = run
  const { location } = script
  const path = await findScript(archive, location)
  context.output.startScript(location)
  const started = await startScript({
    command: await scriptCommand(path, script),
    workingFolder: archive,
    environment: run.environment,
    pipes: context.pipes,
    takeLine: (stream, text) => context.output.scriptLine(location, stream, text),
  })
  const watch = new AbortController()
  try {
    context.recordProcess(started.process)
    started.release()
    await judged(run, started, watch.signal)
  } finally {
    watch.abort()
    started.letGo()
  }
}

async function judged(run: ScriptRun, started: StartedScript, over: AbortSignal): Promise<void> {
  const { context, script } = run
  const expired = pause(run.limitSeconds * 1000, 'expired' as const, { signal: over })
  const wasCut = whenAborted(context.cut, over)
  for (const waiting of [expired, wasCut]) waiting.catch(() => undefined)

  const exit = await Promise.race([started.exited, expired, wasCut])
  if (exit === 'cut') return endBecauseCut(run, started)
  if (exit === 'expired') {
    const signal = await endGroups(started.process, killGraceMs)
    await lastWords(started)
    throw scriptTimedOut(script.location, run.limitSeconds, signal)
  }
  if (exit.code !== 0) {
    await lastWords(started)
    throw await scriptFailed(run.archive, script, exit)
  }
  void explainHeldOutputs(run, started, over)
  const end = await Promise.race([started.outputsClosed, expired, wasCut])
  if (end === 'cut') return endBecauseCut(run, started)
  if (end === 'expired') return endBecauseOutputsAreOpen(run, started, exit)
}

async function endBecauseCut({ context, script }: ScriptRun, started: StartedScript): Promise<never> {
  await endGroups(started.process, cutGraceMs)
  await lastWords(started)
  throw new EventCut(context.command.event, script.location)
}

async function endBecauseOutputsAreOpen(run: ScriptRun, started: StartedScript, exit: ScriptExit): Promise<never> {
  const holders = membersOf(groupsOf(started.process))
  await endGroups(started.process, killGraceMs)
  throw outputsLeftOpen(run.script.location, exit, holders, run.limitSeconds)
}

async function explainHeldOutputs(run: ScriptRun, started: StartedScript, over: AbortSignal): Promise<void> {
  const isOver = await pause(explainAfterMs, false, { signal: over }).catch(() => true)
  if (!isOver) run.context.output.say(heldOutputs(run.script.location, membersOf(groupsOf(started.process))))
}

const lastWords = (started: StartedScript): Promise<unknown> =>
  Promise.race([started.outputsClosed, pause(lastWordsMs)])

/** Ends, one way or the other, when `over` does. */
function whenAborted(signal: AbortSignal, over: AbortSignal): Promise<'cut'> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) resolve('cut')
    signal.addEventListener('abort', () => resolve('cut'), { signal: over })
    over.addEventListener('abort', () => reject(new Error('over')), { once: true })
  })
}

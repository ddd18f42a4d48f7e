/**
 * The stored log, or the part of it that is looked at, as a file: plain text, or lines of JSON. It is made while it is read: a
 * log of gigabytes takes no memory, and a slow reader slows the reading.
 */
import {
  DeploymentId,
  LifecycleEventName,
  LogLine,
  logSeverities,
  severityOf,
  withoutTerminalCodes,
} from '@sluice/model'
import { z } from 'zod'
import { refuseInput } from '../../field-refusals.ts'
import type { Call } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'

/** As they stand in the address. */
const Selection = z.strictObject({
  deploymentId: DeploymentId,
  format: z.enum(['log', 'ndjson']).default('log'),
  target: z.string().min(1).max(255).optional(),
  event: LifecycleEventName.optional(),
  stream: LogLine.shape.stream.optional(),
  severity: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(logSeverities)).min(1).max(2))
    .optional(),
})
type Selection = z.infer<typeof Selection>

export interface LogFile {
  name: string
  contentType: string
  chunks: AsyncGenerator<string>
}

export async function downloadLog(wanted: Record<string, unknown>, { ports, actor }: Call): Promise<LogFile> {
  const read = Selection.safeParse(wanted)
  if (!read.success) return refuseInput('getDeploymentLog', read.error, wanted)
  const { deploymentId, format, target, event } = read.data
  await findDeployment(ports.store, actor.accountId, deploymentId)
  const lines = ports.logs.lines(deploymentId, { targetId: target, event })
  return {
    name: [deploymentId, target, event, format].filter((part) => part !== undefined).join('.'),
    contentType: format === 'log' ? 'text/plain; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    chunks: gathered(lines, read.data),
  }
}

const chunkCharacters = 64 * 1024

async function* gathered(lines: AsyncGenerator<LogLine>, selection: Selection): AsyncGenerator<string> {
  const write = selection.format === 'log' ? asText : asJson
  let chunk = ''
  for await (const line of lines) {
    if (!isWanted(line, selection)) continue
    chunk += write(line)
    if (chunk.length < chunkCharacters) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** That lines are missing is told whatever is wanted. */
function isWanted(line: LogLine, { stream, severity }: Selection): boolean {
  if (line.leftOut !== undefined) return true
  if (stream !== undefined && line.stream !== stream) return false
  if (severity === undefined) return true
  const guess = severityOf(line)
  return guess !== undefined && severity.includes(guess)
}

/** `2026-11-22T14:02:29.204Z local-5 AfterInstall scripts/migrate.sh stderr | port 8080 already in use` */
function asText({ at, targetId, event, script, stream, text }: LogLine): string {
  const place = [new Date(at).toISOString(), targetId, event, script, stream].filter((part) => part !== '')
  return `${place.join(' ')} | ${withoutTerminalCodes(text)}\n`
}

const asJson = (line: LogLine): string => `${JSON.stringify(line)}\n`

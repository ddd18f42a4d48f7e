/** The line of the log that says why: searched from the end of the event on that host, because there it stands. */
import { withoutArchivePath, withoutColours } from '@sluice/engine'
import type { LogLine } from '@sluice/model'
import type { Ports } from '../../ports.ts'
import type { FailureGroupInfo } from './schemas.ts'

const linesLookedAt = 60

interface Place {
  targetId: string
  event: FailureGroupInfo['event']
  message: string
}

export async function readAt(
  logs: Pick<Ports['logs'], 'read'>,
  deploymentId: string,
  { targetId, event, message }: Place,
): Promise<FailureGroupInfo['readAt']> {
  const { lines } = await logs.read(deploymentId, { targetId, event, limit: linesLookedAt })
  const line = (lines.findLast(saying(message)) ?? lines.findLast(isComplaint) ?? lines.at(-1))?.line
  return { targetId, event, ...(line !== undefined && { line }) }
}

/** A path into the unpacked bundle and codes of a terminal may stand before what is said. */
const mayPrecede = 8192

function saying(message: string): (line: LogLine) => boolean {
  const said = message.trim()
  return ({ text }) =>
    withoutArchivePath(withoutColours(text.slice(0, said.length + mayPrecede)))
      .trim()
      .startsWith(said)
}

const isComplaint = ({ stream }: LogLine): boolean => stream === 'stderr'

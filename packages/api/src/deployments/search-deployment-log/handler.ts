import type { LogHit, LogSearch, LogSearchPage } from '@sluice/logs'
import { personId, refuse } from '@sluice/model'
import type { OutputOf, ParsedOf } from '../../operation.ts'
import type { Call, Handler } from '../../handler.ts'
import type { Ports } from '../../ports.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import type { searchDeploymentLog as contract } from './contract.ts'
import { keyIn, tokenOf } from '../../queries/pages.ts'
import { countsOf } from './hit-counts.ts'
import { regexComplaint } from './regex-complaint.ts'

type Input = ParsedOf<typeof contract>
type Hit = OutputOf<typeof contract>['hits'][number]

export const searchDeploymentLog: Handler<'searchDeploymentLog'> = async (input, call) => {
  const { actor, ports } = call
  await findDeployment(ports.store, actor.accountId, input.deploymentId)
  refuseBadPattern(input)
  const page = await found(call, input)
  const last = page.hits.at(-1)?.line.seq
  return {
    hits: await withContexts(call, input, page.hits),
    ...(input.counts && { counts: countsOf(page) }),
    ...(page.more && last !== undefined && { nextToken: tokenOf(String(last)) }),
  }
}

function refuseBadPattern({ mode, query }: Input): void {
  const complaint = mode === 'regex' ? regexComplaint(query) : undefined
  if (complaint === undefined) return
  const message = `query is no regular expression: ${complaint.what} at position ${complaint.position}. Correct it, or search for plain text.`
  refuse('InvalidInputException', message, [
    {
      field: 'query',
      rule: 'regex',
      column: complaint.position,
      message,
      fix: 'Correct it, or search for plain text.',
    },
  ])
}

async function found({ ports, actor, signal }: Call, input: Input): Promise<LogSearchPage> {
  const who = `${actor.accountId}/${personId(actor)}`
  const answer = await ports.logs.search(input.deploymentId, searchOf(input), { who, signal })
  if ('hits' in answer) return answer
  if ('fault' in answer) throw new Error(`a log could not be searched: ${answer.fault}`)
  if ('unfit' in answer) return refuseSlow(`It is too large to be tried (${answer.unfit}).`)
  if (answer.stopped === 'too slow') return refuseSlow('It takes too long on a single piece of the log.')
  return refuse('TooManyRequests', 'Too many searches wait for their turn: try again in a few seconds.')
}

function refuseSlow(why: string): never {
  const message = `query was given up. ${why} Repetitions inside repetitions, like (a+)+, are the usual cause: write it without them, or search for text.`
  refuse('InvalidInputException', message, [{ field: 'query', rule: 'too slow', message }])
}

function searchOf(input: Input): LogSearch {
  const { query, mode, caseSensitive, targets, events, severity, stream, nextToken, limit, counts } = input
  return {
    text: query,
    isRegex: mode === 'regex',
    isCaseSensitive: caseSensitive,
    targets,
    events,
    severities: severity,
    streams: stream && [stream],
    afterSeq: placeIn(nextToken),
    limit,
    counts,
  }
}

/** The line after which the page begins. */
const placeIn = (nextToken: string | undefined): number => (nextToken === undefined ? 0 : Number(keyIn(nextToken)) || 0)

/** One after the other: hundreds of reads at once would make everybody else wait. */
async function withContexts({ ports, signal }: Call, input: Input, page: readonly LogHit[]): Promise<Hit[]> {
  const hits: Hit[] = []
  for (const hit of page) {
    if (signal?.aborted === true) break
    hits.push(await withContext(ports, input, hit))
  }
  return hits
}

async function withContext({ logs }: Ports, { deploymentId, context }: Input, { line, ranges }: LogHit): Promise<Hit> {
  if (context === 0) return { line, ranges, before: [], after: [] }
  const { targetId, event, seq } = line
  const around = { targetId, event, limit: context }
  const before = await logs.read(deploymentId, { ...around, toSeq: seq - 1, order: 'newestFirst' })
  const after = await logs.read(deploymentId, { ...around, fromSeq: seq + 1, order: 'oldestFirst' })
  return { line, ranges, before: before.lines, after: after.lines }
}

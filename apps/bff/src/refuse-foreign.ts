/** What a page that is not ours made somebody's browser send is refused, and noted with whose browser it was (A18). */
import type { IncomingMessage } from 'node:http'
import { auditRefusal, type CalledBy, type Ports } from '@sluice/api'
import { RefusalError } from '@sluice/model'
import type { WhoCalls } from './who-calls.ts'

export async function refuseForeign(
  { ports, whoCalls }: { ports: Pick<Ports, 'conductor'>; whoCalls: WhoCalls },
  request: IncomingMessage,
  action: string,
  by: Pick<CalledBy, 'caller' | 'requestId'>,
): Promise<void> {
  const foreign = whoCalls.foreign(request)
  if (foreign === undefined) return
  await auditRefusal(ports, action, by, foreign)
  throw new RefusalError(foreign)
}

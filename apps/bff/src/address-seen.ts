/**
 * The address that a request came from, as our side saw it. Of what stands in `X-Forwarded-For` only the last entry is our
 * proxy's own; those before it were sent by the caller, who may write there what it likes.
 */
import { isIP } from 'node:net'
import type { Request } from 'express'

/** Empty when nobody knows. */
export function addressSeen(request: Request): string {
  const peer = request.socket.remoteAddress ?? ''
  const trusts: unknown = request.app.get('trust proxy fn')
  const isProxy = typeof trusts === 'function' && trusts(peer, 0) === true
  const forwarded = isProxy ? request.header('x-forwarded-for') : undefined
  const seen = forwarded === undefined ? peer : (forwarded.split(',').at(-1) ?? '').trim()
  const address = seen.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
  return isIP(address) === 0 ? '' : address
}

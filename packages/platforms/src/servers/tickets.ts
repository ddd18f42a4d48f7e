/** Bearers for downloads: each is good for one connection's life, and kept only as a hash. */
import { createHash } from 'node:crypto'
import type { Host, Link } from './hosts.ts'

export interface Tickets {
  issue(host: Host, link: Link): string
  revoke(ticket: string): void
  mayDownload(ticket: string, sha256: string): boolean
}

export function createTickets(randomText: () => string): Tickets {
  const holders = new Map<string, { host: Host; link: Link }>()
  return {
    issue(host, link) {
      const ticket = randomText()
      holders.set(hashOf(ticket), { host, link })
      return ticket
    },
    revoke: (ticket) => void holders.delete(hashOf(ticket)),
    mayDownload(ticket, sha256) {
      const holder = holders.get(hashOf(ticket))
      if (holder === undefined || holder.host.link !== holder.link) return false
      return [...holder.host.commands.values()].some(
        ({ state, order }) => state !== 'queued' && order.command.bundle.sha256 === sha256,
      )
    },
  }
}

const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('hex')

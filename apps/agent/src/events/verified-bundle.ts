/**
 * The file that is unpacked is the file that was verified (A7): it is hashed from the disk right before, and what the
 * file system says about it may not have changed right after.
 */
import type { HostCommand } from '@sluice/agent-link'
import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { EventFailure } from './event-failure.ts'

export type ExpectedBundle = Pick<HostCommand['bundle'], 'sha256' | 'size'>

export interface VerifiedBundle {
  mustBeUnchanged(): void
}

export async function openVerified(path: string, expected: ExpectedBundle): Promise<VerifiedBundle> {
  const before = fingerprint(path)
  const sha256 = await sha256Of(path)
  if (sha256 !== expected.sha256) throw mismatch(expected.sha256, sha256)
  return {
    mustBeUnchanged() {
      if (fingerprint(path) !== before)
        throw new EventFailure('The bundle was changed on this host while it was unpacked.')
    },
  }
}

export function mismatch(expected: string, found: string): EventFailure {
  return new EventFailure(
    `The bundle is not the one that was deployed: its SHA-256 is ${found}, expected ${expected}. Nothing of it is used.`,
  )
}

/** The change time cannot be set by hand, so whoever replaces or rewrites the file shows. */
function fingerprint(path: string): string {
  const { dev, ino, size, ctimeNs } = statSync(path, { bigint: true })
  return [dev, ino, size, ctimeNs].join(':')
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

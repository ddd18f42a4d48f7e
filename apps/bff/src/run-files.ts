/** The small files in `$SLUICE_DATA/run` by which the supervisor and scripts find this server. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from './write-file-atomically.ts'

export function runFiles(folder: string) {
  const url = join(folder, 'url')
  const ownAddress = join(folder, 'address')
  const signInLink = join(folder, 'sign-in-link')
  return {
    /**
     * `url` is where people go, `address` where this process itself listens. The url last: whoever sees it must find the
     * rest of this start.
     */
    write(peoplesUrl: string, address: string, link: string | undefined): void {
      if (link === undefined) rmSync(signInLink, { force: true })
      else writeFileAtomically(signInLink, `${link}\n`, 0o600)
      writeFileAtomically(ownAddress, `${address}\n`, 0o644)
      writeFileAtomically(url, `${peoplesUrl}\n`, 0o644)
    },
    remove(): void {
      for (const file of [url, ownAddress, signInLink]) rmSync(file, { force: true })
    },
  }
}

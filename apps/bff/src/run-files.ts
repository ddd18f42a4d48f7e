/** The small files in `$SLUICE_DATA/run` by which the supervisor and scripts find this server. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from './write-file-atomically.ts'

export function runFiles(folder: string) {
  const url = join(folder, 'url')
  const signInLink = join(folder, 'sign-in-link')
  return {
    /** The link first: whoever sees the address must find the link of this start. */
    write(address: string, link: string | undefined): void {
      if (link === undefined) rmSync(signInLink, { force: true })
      else writeFileAtomically(signInLink, `${link}\n`, 0o600)
      writeFileAtomically(url, `${address}\n`, 0o644)
    },
    remove(): void {
      rmSync(url, { force: true })
    },
  }
}

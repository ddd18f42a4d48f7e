/**
 * Which revision's scripts an event runs. What stops or takes out of traffic belongs to what runs now, so those hooks
 * come from the last successful install of the group on this host, for as long as this deployment has not been
 * downloaded; all others come from the revision being deployed. Source: facts 2.3.
 */
import { previousRevisionEvents } from '@sluice/model'
import { existsSync } from 'node:fs'
import { archiveOf, readPointer } from '../deployment-folders.ts'
import type { EventContext } from '../event-context.ts'
import { EventFailure } from '../event-failure.ts'

/** Undefined: nothing was ever installed whose scripts could run. */
export function archiveWithScripts({ command, folders }: EventContext): string | undefined {
  if (existsSync(folders.archive)) return folders.archive
  if (!previousRevisionEvents.includes(command.event))
    throw new EventFailure(`${command.event} cannot run: the revision has not been downloaded to this host.`)
  const previous = readPointer(folders.lastSuccessfulInstall)
  if (previous === undefined) return undefined
  if (existsSync(archiveOf(previous))) return archiveOf(previous)
  throw new EventFailure(
    `The scripts of ${command.event} come from the last successful install on this host, but ${previous} is gone. Deploy once with ApplicationStop failures ignored.`,
  )
}

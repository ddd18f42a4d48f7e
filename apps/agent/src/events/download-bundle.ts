/**
 * DownloadBundle: the bytes that the signed command names, and no others, end up unpacked on this host (A7). Nothing
 * of a bundle that fails a check stays on the disk.
 */
import { BundleRefusal, isArchiveType, unpackBundle } from '@sluice/bundle'
import { mkdirSync, rmSync } from 'node:fs'
import { isErrno } from '../durable-file.ts'
import { removeOldArchives } from './archive-retention.ts'
import { removeFolder, writePointer } from './deployment-folders.ts'
import type { EventContext } from './event-context.ts'
import { EventFailure } from './event-failure.ts'
import { fetchBundle } from './fetch-bundle.ts'
import { openVerified } from './verified-bundle.ts'
import { countText, fileNameOf, sizeText } from './words.ts'

export async function downloadBundle(context: EventContext): Promise<void> {
  const { command, folders, output } = context
  const { bundle } = command
  const type = bundle.bundleType
  if (!isArchiveType(type)) throw new EventFailure(`A bundle of type ${type} cannot be deployed to a host.`)
  mkdirSync(folders.instructions, { recursive: true })
  const removed = removeOldArchives(folders)
  if (removed.length > 0) output.say(`removed ${countText(removed.length, 'old revision')}`)
  removeFolder(folders.archive)
  mkdirSync(folders.deployment, { recursive: true })
  try {
    await fetchBundle(context)
    output.say(`downloaded ${fileNameOf(bundle.key)} (${sizeText(bundle.size)}), sha256 verified`)
    const verified = await openVerified(folders.bundleFile, bundle)
    const listing = await unpackBundle(folders.bundleFile, type, folders.archive)
    verified.mustBeUnchanged()
    output.say(`unpacked ${countText(listing.entries.filter((entry) => entry.type !== 'directory').length, 'file')}`)
  } catch (error) {
    removeFolder(folders.archive)
    rmSync(folders.bundleFile, { force: true })
    throw explained(error, context)
  }
  writePointer(folders.mostRecentInstall, folders.deployment)
}

function explained(error: unknown, { command, folders }: EventContext): unknown {
  if (isErrno(error, 'ENOSPC', 'EDQUOT'))
    return new EventFailure(
      `The disk is full: there is no room for ${fileNameOf(command.bundle.key)} (${sizeText(command.bundle.size)}) and its files in ${folders.deployment}. What was written has been removed.`,
    )
  if (error instanceof BundleRefusal)
    return new EventFailure(
      `The bundle is not safe to unpack: ${error.complaints.map(({ rule, message }) => `${message} (${rule})`).join(' ')}`,
    )
  return error
}

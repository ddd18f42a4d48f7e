/**
 * The description of a deployment that nobody asked for: who began to match, which group, and what of its settings started it. The
 * longer the names are the fewer of them it holds, for a description has its limit.
 */
import { limits, type UnaskedDraft } from '@sluice/model'
import { counted } from '../words.ts'

/** So many hosts are named. */
const mostNamed = 3

export function whyItCame(
  { applicationName, deploymentGroupName }: Pick<UnaskedDraft, 'applicationName' | 'deploymentGroupName'>,
  hosts: readonly string[],
  follows: string | undefined,
  deploymentId: string,
): string {
  const policy =
    follows === undefined
      ? `, which gives new hosts the last revision that succeeded: that of ${deploymentId}.`
      : ` while ${follows} ran; the group follows a success on hosts that came meanwhile.`
  const count = counted(hosts.length, 'host')
  const who = hosts.length > mostNamed ? count : named(hosts)
  const group = `${applicationName} / ${deploymentGroupName}`
  const sentences = [`${who} began to match ${group}${policy}`, `${count} began to match ${group}${policy}`]
  const shortest = `${count} began to match this group${policy}`
  return sentences.find(({ length }) => length <= limits.descriptionCharacters) ?? shortest
}

const named = (hosts: readonly string[]): string =>
  hosts.length === 1 ? hosts.join('') : `${hosts.slice(0, -1).join(', ')} and ${hosts.at(-1) ?? ''}`

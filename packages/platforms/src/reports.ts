/** What platforms report by: signals through the one door, and whether a command's grant is committed. */
import type { CommandId, DeploymentSignal, DeploymentSpec, Diagnostics, Refusal } from '@sluice/model'

export interface Door {
  /** The conductor's `submit`: resolves after the commit, rejects when the commit failed. */
  submit(signal: DeploymentSignal): Promise<{ events: readonly unknown[] } | Refusal>
  /** Whether the committed state says that this command runs now: it is its host's current event and was granted. */
  isGranted(commandId: CommandId): Promise<boolean>
  /** Undefined for a deployment that does not exist. */
  describe(deploymentId: string): Promise<DeploymentSpec | undefined>
}

export interface Result {
  status: 'Succeeded' | 'Failed'
  diagnostics: Diagnostics
}

/** Asks for the grant; answers from the committed state, so that a repeated question gets the same answer. */
export async function askGrant(door: Door, groupId: string, deploymentId: string, id: CommandId): Promise<boolean> {
  await door.submit({ to: 'deployment', groupId, deploymentId, kind: 'grantAsked', commandId: id })
  return door.isGranted(id)
}

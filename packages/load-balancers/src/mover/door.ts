/** What the mover reports by: signals through the one door, and whether a command's grant is committed. */
import type { CommandId, DeploymentSignal, DeploymentSpec, Refusal } from '@sluice/model'

export interface Door {
  /** The conductor's `submit`: resolves after the commit, rejects when the commit failed. */
  submit(signal: DeploymentSignal): Promise<{ events: readonly unknown[] } | Refusal>
  /** Whether the committed state says that this command runs now. */
  isGranted(commandId: CommandId): Promise<boolean>
  /** Undefined for a deployment that does not exist. */
  describe(deploymentId: string): Promise<DeploymentSpec | undefined>
}

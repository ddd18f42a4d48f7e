import type { DeploymentTarget, LifecycleEventName } from '@sluice/model'

export const hasPassed = ({ lifecycleEvents }: DeploymentTarget, event: LifecycleEventName): boolean =>
  lifecycleEvents.some(({ lifecycleEventName, status }) => lifecycleEventName === event && status === 'Succeeded')

/** Its files were put on the host: whatever came after, they are there until another revision is installed. */
export const wasInstalled = (target: DeploymentTarget): boolean => hasPassed(target, 'Install')

/** Something was in the way of files: the host refused the Install before it replaced any. In the words of the agent. */
export const wasInstallRefused = ({ lifecycleEvents }: Pick<DeploymentTarget, 'lifecycleEvents'>): boolean =>
  lifecycleEvents.some(
    ({ lifecycleEventName, status, diagnostics }) =>
      lifecycleEventName === 'Install' && status === 'Failed' && fileInTheWay.test(diagnostics?.message ?? ''),
  )

const fileInTheWay = /a specified file already exists at this location|^A folder is where the revision has a file/

/** Whether or not it ended: from here on files may be replaced. */
export const hasBegunInstall = ({ lifecycleEvents }: Pick<DeploymentTarget, 'lifecycleEvents'>): boolean =>
  hasBegun({ lifecycleEvents: lifecycleEvents.filter(({ lifecycleEventName }) => lifecycleEventName === 'Install') })

/** Something ran there: what is on the host is no longer quite what was there before. */
export const hasBegun = ({ lifecycleEvents }: Pick<DeploymentTarget, 'lifecycleEvents'>): boolean =>
  lifecycleEvents.some(({ status }) => status !== 'Pending' && status !== 'Skipped')

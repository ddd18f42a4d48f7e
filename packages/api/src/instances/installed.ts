import type { DeploymentTarget } from '@sluice/model'

/** Its files were put on the host: whatever came after, they are there until another revision is installed. */
export const wasInstalled = ({ lifecycleEvents }: DeploymentTarget): boolean =>
  lifecycleEvents.some(({ lifecycleEventName, status }) => lifecycleEventName === 'Install' && status === 'Succeeded')

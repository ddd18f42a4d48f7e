/** A door behind which one deployment runs, and how many holds it has seen. */
import { createSignal, deploymentId, openDoor, unrefused, type Door } from './a-door.ts'

export const accountId = '000000000001'
export const key = `deployment:${deploymentId}` as const
export const answerKept = { scope: `${accountId} user:dana holdDeployment k-1`, bodyHash: 'h', expiresAt: Infinity }

export async function runningDoor(): Promise<Door> {
  const door = openDoor()
  unrefused(await door.conductor.submit(createSignal()))
  door.committed.length = 0
  return door
}

export const holdsOf = async (door: Door) => (await door.store.getDeployment(deploymentId))?.description

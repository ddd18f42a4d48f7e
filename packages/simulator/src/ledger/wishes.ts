/** What people asked a group for, so that what it admits can be compared with it. `spec.targets` are all hosts of the group. */
import type { DeploymentSpec, Narrowing } from '@sluice/model'

export interface Wish {
  spec: DeploymentSpec
  narrowing: Narrowing | undefined
}

/** A deployment that nobody asked for has none: a rollback by itself, and what hosts get that begin to match. */
export type Wishes = Map<string, Wish>

export function noteWish({ wishes }: { wishes: Wishes }, wish: Wish): void {
  wishes.set(keyOf(wish.spec), wish)
}

export function wishOf({ wishes }: { wishes: Wishes }, spec: DeploymentSpec): Wish | undefined {
  return wishes.get(keyOf(spec))
}

/** People that try again later ask for the same id at another time. */
const keyOf = ({ deploymentId, createdAt }: DeploymentSpec): string => `${deploymentId} ${createdAt}`

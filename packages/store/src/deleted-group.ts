import type { DirectoryChange } from './store.ts'

/** The id of a group whose row goes for good (a name may go to another): what is known of its hosts goes with it. */
export const deletedGroup = (change: DirectoryChange): string | undefined =>
  change.collection === 'deploymentGroupIds' && 'remove' in change ? change.key : undefined

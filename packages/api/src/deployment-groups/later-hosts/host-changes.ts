/** What a change of the directory does to hosts: who comes, who goes, whose tags are others. */
import type { Instance } from '@sluice/model'
import type { DirectoryChange, Store } from '@sluice/store'

export interface HostChange {
  before: Instance | undefined
  after: Instance | undefined
  /** A host had this name before, and is out: this is another one. */
  hadName: boolean
}

/** Only where registration or tags are others. */
export async function changedHosts(store: Store, changes: readonly DirectoryChange[]): Promise<HostChange[]> {
  const hosts: HostChange[] = []
  for (const change of changes) {
    if (change.collection !== 'instances') continue
    const known = await store.get('instances', change.key)
    const before = registered(known)
    const after = registered('put' in change ? change.put : undefined)
    if (JSON.stringify(before?.tags) === JSON.stringify(after?.tags)) continue
    hosts.push({ before, after, hadName: known !== undefined && before === undefined })
  }
  return hosts
}

const registered = (instance: Instance | undefined): Instance | undefined =>
  instance?.deregisterTime === undefined ? instance : undefined

/** All that the balancer process serves, by the names on the wire, whether anybody still asks for it or not. */
import type { ServedBalancer } from '../reconciler/strays.ts'
import type { EmbeddedClient } from './embedded-client.ts'
import { wireNameOf } from './wire-name.ts'
import { Applied, ObservedBalancers, paths } from './wire.ts'

export async function servedByEmbedded(client: EmbeddedClient): Promise<ServedBalancer[]> {
  const { balancers } = (await client.ask('GET', paths.balancers, ObservedBalancers)) ?? { balancers: [] }
  return balancers.map(({ name }) => ({
    isOf: (row) => row.kind === 'embedded' && wireNameOf(row.accountId, row.name) === name,
    async remove() {
      await client.ask('DELETE', paths.balancer(name), Applied.partial())
    },
  }))
}

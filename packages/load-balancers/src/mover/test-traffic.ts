/** Test traffic: hosts are registered for the test listener. A host that has users keeps them; one without an address stays out. */
import { registered, type MemberAddress } from './allow-traffic.ts'
import { namesOf, type Moving, type Seat } from './seat.ts'

export async function offerTestTraffic(seat: Seat, address: MemberAddress | undefined, moving: Moving): Promise<void> {
  if (address === undefined) return
  await moving.writer.write((look) =>
    namesOf(seat).flatMap((name) =>
      look(name)?.traffic === 'production' ? [] : registered(name, 'test', address, moving, look),
    ),
  )
}

/**
 * Who gets the next request: nginx's smooth weighted round robin. Weights 5, 1, 1 give a a b a c a a, never five in a row to one.
 * Each peer gains its weight, the richest is chosen and pays what all gained. `credit` stays with the peer when others come
 * and go, so that a change of the fleet does not start the round anew.
 * Source: nginx, src/http/ngx_http_upstream_round_robin.c.
 */
export type Weighted = { weight: number; credit: number }

/** Changes the peers' credits. Undefined when nobody has a weight. */
export function choosePeer<Peer extends Weighted>(peers: Iterable<Peer>): Peer | undefined {
  let total = 0
  let richest: Peer | undefined
  for (const peer of peers) {
    if (peer.weight <= 0) continue
    total += peer.weight
    peer.credit += peer.weight
    if (richest === undefined || peer.credit > richest.credit) richest = peer
  }
  if (richest) richest.credit -= total
  return richest
}

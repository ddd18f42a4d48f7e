/** Asks the shop on this very host, past every load balancer. */
const url = `http://${process.env.SLUICE_HOST_ADDRESS || '127.0.0.1'}:${process.env.PORT || 8080}`

export async function healthOf(path) {
  const response = await fetch(url + path, { signal: AbortSignal.timeout(2_000) })
  return { url: url + path, status: response.status, body: await response.json() }
}

/** Bytes as they are written, and all that comes back until the connection ends. */
import { once } from 'node:events'
import { connect } from 'node:net'

export async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1', () => socket.write(text))
  let answer = ''
  socket.on('data', (bytes: Buffer) => (answer += bytes.toString())).on('error', () => undefined)
  await once(socket, 'close')
  return answer
}

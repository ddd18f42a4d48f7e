/** Bytes as they are written, and all that comes back until the connection ends, or breaks. */
import { connect } from 'node:net'

export async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1', () => socket.write(text))
  let answer = ''
  socket.on('data', (bytes: Buffer) => (answer += bytes.toString())).on('error', () => undefined)
  await new Promise((resolve) => socket.once('close', resolve))
  return answer
}

/** A browser tab as the server sees it: frames of `/live` in the order in which they came. */
import type { ServerFrame } from '@sluice/model'
import { WebSocket } from 'ws'

export interface Reader {
  frames: ServerFrame[]
  subscribe(topic: string): void
  /** The first frame, past or to come, of which this is true. */
  frame(isWanted: (frame: ServerFrame) => boolean): Promise<ServerFrame>
  closed: Promise<number>
}

/** Resolves when connected; rejects with the HTTP status of a refused upgrade. */
export function aReader(url: string, headers: Record<string, string>): Promise<Reader> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers })
  const frames: ServerFrame[] = []
  const waiting: { isWanted: (frame: ServerFrame) => boolean; tell: (frame: ServerFrame) => void }[] = []
  socket.on('message', (text) => {
    const frame = JSON.parse(String(text)) as ServerFrame
    frames.push(frame)
    socket.send(JSON.stringify({ type: 'ack', frames: frames.length }))
    for (const { isWanted, tell } of waiting) if (isWanted(frame)) tell(frame)
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const reader: Reader = {
    frames,
    closed,
    subscribe: (topic) => socket.send(JSON.stringify({ type: 'subscribe', topic })),
    frame: (isWanted) => {
      const known = frames.find(isWanted)
      return known === undefined ? new Promise((tell) => waiting.push({ isWanted, tell })) : Promise.resolve(known)
    },
  }
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => reject(new Error(String(response.statusCode))))
    socket.on('error', reject)
    socket.on('open', () => resolve(reader))
  })
}

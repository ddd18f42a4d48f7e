/** What a browser sent, or what is wrong with it. */
import { ClientFrame } from '@sluice/model'
import { hubLimits } from './hub-limits.ts'

export type ReadFrame =
  | { status: 'read'; frame: ClientFrame }
  /** A subscription with a name that is no topic: refused, the connection goes on. */
  | { status: 'noTopic'; topic: string }
  | { status: 'broken'; reason: string }

export function readClientFrame(text: string): ReadFrame {
  if (text.length > hubLimits.frameCharacters) return { status: 'broken', reason: 'The frame is too long.' }
  const value = parseJson(text)
  const parsed = ClientFrame.safeParse(value)
  if (parsed.success) return { status: 'read', frame: parsed.data }
  const topic = subscribedName(value)
  return topic === undefined ? { status: 'broken', reason: 'This is no frame.' } : { status: 'noTopic', topic }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function subscribedName(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { type, topic } = value as { type?: unknown; topic?: unknown }
  return type === 'subscribe' && typeof topic === 'string' ? topic.slice(0, 120) : undefined
}

/** A generated sentence: plain words, the figures that matter in bold, instants in the reader's own zone. */
import type { SentencePart } from '@sluice/model'
import { Fragment } from 'react'
import { clockTime, shortTime } from '../ui/time-format.ts'
import type { Zone } from '../ui/time-format.ts'
import { Time } from '../ui/Time.tsx'

export function Sentence({ parts }: { parts: readonly SentencePart[] }) {
  return parts.map((part, at) => <Fragment key={at}>{rendered(part)}</Fragment>)
}

function rendered(part: SentencePart) {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'strong':
      return <b className="font-semibold">{part.text}</b>
    case 'time':
      return <Time at={part.at} style={part.seconds ? 'clock' : 'short'} />
  }
}

/** The same in plain text: document titles and announcements. */
export function sentenceIn(parts: readonly SentencePart[], zone: Zone): string {
  return parts.map((part) => (part.kind === 'time' ? timeIn(part, zone) : part.text)).join('')
}

const timeIn = ({ at, seconds }: Extract<SentencePart, { kind: 'time' }>, zone: Zone): string =>
  (seconds ? clockTime : shortTime)(Date.parse(at), zone)

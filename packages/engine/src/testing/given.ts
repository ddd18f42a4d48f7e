/** `given(events).when(signal, at).then(events)`: a rule of an aggregate in three lines. Compares whole values. */
import { isRefusal, type Refusal, type Signal } from '@sluice/model'
import { expect } from 'vitest'
import type { Aggregate } from '../aggregate.ts'

export function givenOf<State, Sig extends Signal, Event>(aggregate: Aggregate<State, Sig, Event>, id: string) {
  return (events: readonly Event[]) => {
    const state = aggregate.empty(id)
    for (const event of events) aggregate.evolve(state, event)
    return {
      state,
      when(signal: Sig, at: number) {
        const decided = aggregate.decide(state, signal, at)
        return {
          decided,
          then: (expected: readonly Event[]) => expect(decided).toStrictEqual(expected),
          isRefused: (code: Refusal['code'], sentence: RegExp) => {
            if (!isRefusal(decided)) throw new Error(`was not refused: ${JSON.stringify(decided)}`)
            expect(decided.code).toBe(code)
            expect(decided.message).toMatch(sentence)
          },
        }
      },
    }
  }
}

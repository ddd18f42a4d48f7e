// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFrameCommit } from './frame-commit.ts'

let frames: FrameRequestCallback[] = []

const hide = (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}
const drawFrame = () => frames.splice(0).forEach((frame) => frame(0))

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', (place: number) => (frames[place - 1] = () => undefined))
})
afterEach(() => {
  hide(false)
  frames = []
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('what waits for the next frame', () => {
  it('is one change a frame, the newest', () => {
    const commitInFrame = createFrameCommit()
    const commits: string[] = []
    const topic = {}
    commitInFrame(topic, () => commits.push('first'))
    commitInFrame(topic, () => commits.push('second'))
    expect(commits).toEqual([])
    drawFrame()
    expect(commits).toEqual(['second'])
  })

  it('is committed within a second when the tab is hidden before the frame', () => {
    const commitInFrame = createFrameCommit()
    const commits: string[] = []
    commitInFrame({}, () => commits.push('done'))
    hide(true)
    vi.advanceTimersByTime(1000)
    expect(commits).toEqual(['done'])
  })

  it('does not wait for the second when the tab is seen again, and happens once', () => {
    const commitInFrame = createFrameCommit()
    const commits: string[] = []
    hide(true)
    commitInFrame({}, () => commits.push('done'))
    hide(false)
    drawFrame()
    vi.advanceTimersByTime(2000)
    expect(commits).toEqual(['done'])
  })
})

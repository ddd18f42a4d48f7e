/** Bytes to lines, whatever the chunks they come in. A line that is too long is cut and says so. */
import { limits } from '@sluice/model'
import { StringDecoder } from 'node:string_decoder'

const cutMark = ' [cut: the line is longer than 64 KiB]'
const longest = limits.logLineBytes - cutMark.length

export interface LineSplitter {
  write(chunk: Buffer): void
  /** The last line may have no line end. */
  end(): void
}

export function lineSplitter(take: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let isCut = false

  function add(text: string): void {
    const pieces = text.split('\n')
    const last = pieces.pop() ?? ''
    for (const piece of pieces) {
      grow(piece)
      takeLine()
    }
    grow(last)
  }

  function grow(text: string): void {
    const room = longest - rest.length
    if (text.length > room) isCut = true
    rest += text.slice(0, room)
  }

  function takeLine(): void {
    take(isCut ? rest + cutMark : rest.replace(/\r$/, ''))
    rest = ''
    isCut = false
  }

  return {
    write: (chunk) => add(decoder.write(chunk)),
    end() {
      add(decoder.end())
      if (rest !== '' || isCut) takeLine()
    },
  }
}

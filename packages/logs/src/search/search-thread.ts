/**
 * What runs in the thread that searches. It is handed over as text, because the server is built into one file and a thread needs
 * a file or a text: so this function may use nothing but its arguments and the language. Types are all it imports.
 */
import type { closeSync, openSync, readSync } from 'node:fs'
import type { MessagePort } from 'node:worker_threads'
import type { JobAnswer, JobHit, JobReply, Pattern, SearchJob } from './search-job.ts'

interface Files {
  openSync: typeof openSync
  readSync: typeof readSync
  closeSync: typeof closeSync
}

export function searchThread(port: MessagePort, files: Files): void {
  const mostRanges = 20

  port.on('message', (job: SearchJob) => {
    port.postMessage(reply(job))
  })

  function reply(job: SearchJob): JobReply {
    try {
      return { answer: search(job) }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return isOfPattern(message) ? { unfit: message } : { fault: message }
    }
  }

  /** What the engine says of an expression; files and memory are nobody's expression. */
  function isOfPattern(message: string): boolean {
    return /regular expression|call stack/i.test(message)
  }

  function search(job: SearchJob): JobAnswer {
    const began = performance.now()
    const isOver = () => {
      const haste = Atomics.load(job.progress, 1)
      return haste === 2 || performance.now() - began > (haste === 1 ? job.sharedBudgetMs : job.budgetMs)
    }
    Atomics.add(job.progress, 0, 1)
    const answer: JobAnswer = { hits: [], counts: new Map(), isWhole: true }
    const look = lookFor(job, answer.counts)
    for (const pieces of job.tracks) {
      const hits: JobHit[] = []
      for (const piece of pieces) {
        if (!job.counts && hits.length >= job.mostHits) break
        if (isOver()) {
          answer.isWhole = false
          break
        }
        look(readPiece(piece), hits)
        Atomics.add(job.progress, 0, 1)
      }
      // Each event that printed too much is a track of its own: thousands of pages are not kept for one.
      answer.hits = [...answer.hits, ...hits].sort((a, b) => a.seq - b.seq).slice(0, job.mostHits)
    }
    return answer
  }

  /** Empty when it was removed meanwhile: the oldest lines of an event that prints too much. */
  function readPiece({ file, at, bytes }: SearchJob['tracks'][number][number]): string {
    let handle: number
    try {
      handle = files.openSync(file, 'r')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
      throw error
    }
    const buffer = Buffer.allocUnsafe(bytes)
    const read = files.readSync(handle, buffer, 0, bytes, at)
    files.closeSync(handle)
    return buffer.toString('utf8', 0, read)
  }

  function lookFor(job: SearchJob, counts: Map<string, number>): (piece: string, hits: JobHit[]) => void {
    const pattern = compiled(job.pattern)
    const needle = compiled(job.needle, 'g')
    const codes = compiled(job.words.terminalCodes)
    const [error, warning] = [compiled(job.words.error), compiled(job.words.warning)]
    const [targets, events, streams] = [job.targets, job.events, job.streams].map((names) => names && new Set(names))
    const severities = job.severities && new Set(job.severities)

    return (piece, hits) => {
      // Codes may stand inside a word: such a piece is read line by line.
      const jumps = needle !== undefined && !piece.includes('\\u001b') ? needle : undefined
      let from = 0
      while (from < piece.length) {
        if (jumps !== undefined) {
          jumps.lastIndex = from
          const next = jumps.exec(piece)
          if (next === null) return
          from = piece.lastIndexOf('\n', next.index) + 1
        }
        const end = piece.indexOf('\n', from)
        if (end === -1) return
        consider(piece, from, end, hits)
        if (!job.counts && hits.length >= job.mostHits) return
        from = end + 1
      }
    }

    function consider(piece: string, from: number, end: number, hits: JobHit[]): void {
      const textAt = piece.indexOf(',"text":"', from)
      const isOurs = piece.startsWith('{"seq":', from) && textAt !== -1 && textAt < end
      const line = isOurs ? undefined : (JSON.parse(piece.slice(from, end)) as Record<string, string | number>)
      const text = plain(line === undefined ? read(piece.slice(textAt + 9, end - 2)) : String(line['text']))
      if (pattern !== undefined && !pattern.test(text)) return
      const head = line === undefined ? piece.slice(from, textAt) : ''
      const field = (name: string): string => (line === undefined ? within(head, `"${name}":"`) : String(line[name]))
      if (streams?.has(field('stream')) === false) return
      if (severities !== undefined && !severities.has(severityOf(field('stream'), text))) return
      const [target, event] = [field('targetId'), field('event')]
      if (targets?.has(target) === false || events?.has(event) === false) return
      const key = `${target}\n${event}`
      if (job.counts) counts.set(key, (counts.get(key) ?? 0) + 1)
      if (hits.length >= job.mostHits) return
      const seq = line === undefined ? Number.parseInt(head.slice(7), 10) : Number(line['seq'])
      if (seq > job.afterSeq) hits.push({ seq, text: piece.slice(from, end), ranges: rangesIn(text) })
    }

    function plain(text: string): string {
      return codes !== undefined && text.includes('\u001b') ? text.replace(codes, '') : text
    }

    function severityOf(stream: string, text: string): string {
      if (stream === 'agent') return ''
      if (error?.test(text) === true) return 'error'
      return stream === 'stderr' || warning?.test(text) === true ? 'warning' : ''
    }

    function rangesIn(text: string): [number, number][] {
      if (job.pattern === undefined) return []
      const ranges: [number, number][] = []
      for (const match of text.matchAll(new RegExp(job.pattern.source, `${job.pattern.flags}g`))) {
        if (match[0] !== '') ranges.push([match.index, match.index + match[0].length])
        if (ranges.length >= mostRanges) break
      }
      return ranges
    }
  }

  function read(escaped: string): string {
    return escaped.includes('\\') ? String(JSON.parse(`"${escaped}"`)) : escaped
  }

  function within(head: string, start: string): string {
    const from = head.indexOf(start) + start.length
    return head.slice(from, head.indexOf('"', from))
  }

  function compiled(pattern: Pattern | undefined, more = ''): RegExp | undefined {
    return pattern && new RegExp(pattern.source, pattern.flags + more)
  }
}

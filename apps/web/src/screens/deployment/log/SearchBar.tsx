/** The search field of the log: what is looked for, how, the exact count over the whole log, and the way from hit to hit. */
import { useId, useRef } from 'react'
import { useShortcut } from '../../../ui/keys.ts'
import { choiceClass, pressClass } from './log-filters-style.ts'
import type { useLogParams } from './log-params.ts'
import type { LogSearch } from './use-log-search.ts'

interface SearchBarProps {
  search: LogSearch
  params: ReturnType<typeof useLogParams>
}

/** The address is not rewritten at every key. */
const restMs = 200

export function SearchBar({ search, params }: SearchBarProps) {
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const look = () => {
    clearTimeout(timer.current)
    params.set('q', field.current?.value)
  }
  const step = (by: 1 | -1) => void search.step(by).then((link) => link !== undefined && params.set('line', link))
  useShortcut('find', () => field.current?.focus())
  useShortcut(
    'nextHit',
    () => step(1),
    () => search.isOn,
  )
  useShortcut(
    'previousHit',
    () => step(-1),
    () => search.isOn,
  )
  return (
    <form
      role="search"
      aria-label="In this log"
      className="flex flex-wrap items-center gap-x-1 border-b border-line px-2.5 py-1 text-xs text-muted"
      onSubmit={(event) => {
        event.preventDefault()
        if (field.current?.value === params.query) step(1)
        else look()
      }}
    >
      <input
        ref={field}
        type="search"
        aria-label="Search the whole log"
        placeholder="Search the whole log"
        maxLength={500}
        defaultValue={params.query}
        onChange={() => {
          clearTimeout(timer.current)
          timer.current = setTimeout(look, restMs)
        }}
        aria-invalid={search.error !== undefined}
        className="min-h-7 w-52 max-w-full rounded-md border border-control bg-bg px-2 text-text"
      />
      <Press
        name="Match case"
        sign="Aa"
        isOn={params.isCaseSensitive}
        onPress={(isOn) => params.set('case', isOn ? '1' : '')}
      />
      <Press
        name="Regular expression"
        sign=".*"
        isOn={params.isRegex}
        onPress={(isOn) => params.set('mode', isOn ? 'regex' : '')}
      />
      {search.isOn && <Hits search={search} params={params} onStep={step} />}
      {search.error !== undefined && (
        <p role="alert" className="w-full text-failed-text">
          {search.error.message}
        </p>
      )}
    </form>
  )
}

function Hits({ search, params, onStep }: SearchBarProps & { onStep: (by: 1 | -1) => void }) {
  const { counts } = search
  return (
    <>
      <Press name="Previous hit" sign="↑" onPress={() => onStep(-1)} whyNot={noStep(search, -1)} />
      <Press name="Next hit" sign="↓" onPress={() => onStep(1)} whyNot={noStep(search, 1)} />
      <span role="status" aria-label="Hits" className="px-1 tabular-nums">
        {hitWords(search)}
      </span>
      {counts !== undefined && params.host === undefined && counts.targets > 1 && (
        <select
          aria-label="Hosts with hits"
          className={choiceClass}
          value=""
          onChange={(change) => params.set('host', change.target.value || undefined)}
        >
          <option value="">on {counts.targets.toLocaleString('en')} hosts</option>
          {counts.perTarget.map(({ targetId, lines }) => (
            <option key={targetId} value={targetId}>
              {targetId} · {lines.toLocaleString('en')}
            </option>
          ))}
        </select>
      )}
      <Press
        name="Only lines with hits"
        sign="Only hits"
        isOn={params.onlyHits}
        onPress={(isOn) => params.set('show', isOn ? 'hits' : '')}
      />
    </>
  )
}

/** Why there is no hit to go to in that direction; undefined when there is. */
function noStep({ hits, current, isSearching, error }: LogSearch, by: 1 | -1): string | undefined {
  if (error !== undefined) return 'Nothing was searched for: correct what is looked for.'
  if (hits.length === 0) return isSearching ? 'The log is being searched.' : 'There is no hit.'
  return by === -1 && current === 0 ? 'This is the first hit.' : undefined
}

/** `3 of 1,922`: lines of the whole stored log, not of what is loaded. */
export function hitWords({ counts, current, isSearching, error, hits }: LogSearch): string {
  if (error !== undefined) return ''
  if (counts === undefined) return isSearching ? 'counting…' : ''
  const total = Math.max(counts.total, hits.length).toLocaleString('en')
  const all = counts.isWhole ? total : `at least ${total}`
  if (counts.total === 0) return 'no hit in the whole log'
  return current < 0
    ? `${all} ${counts.total === 1 ? 'line' : 'lines'}`
    : `${(current + 1).toLocaleString('en')} of ${all}`
}

interface PressProps {
  name: string
  sign: string
  /** Undefined: it is no switch. */
  isOn?: boolean
  /** Set = it may not be pressed now, and this is why. */
  whyNot?: string | undefined
  onPress: (isOn: boolean) => void
}

function Press({ name, sign, isOn, whyNot, onPress }: PressProps) {
  const reasonId = useId()
  const isOff = whyNot !== undefined
  return (
    <>
      <button
        type="button"
        aria-label={name}
        title={isOff ? `${name}: ${whyNot}` : name}
        aria-pressed={isOn}
        aria-disabled={isOff || undefined}
        aria-describedby={isOff ? reasonId : undefined}
        onClick={() => !isOff && onPress(isOn !== true)}
        className={pressClass(isOn === true)}
      >
        {sign}
      </button>
      {isOff && (
        <span id={reasonId} className="sr-only">
          {whyNot}
        </span>
      )}
    </>
  )
}

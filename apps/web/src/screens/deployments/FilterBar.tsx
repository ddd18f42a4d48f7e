/**
 * The facets of the history, each kept in the URL, with a chip for each that filters. On a phone all but the words fold into one
 * button, so that the list itself is in sight.
 */
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { deploymentLooks } from '../../components/status.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { ChoiceMenu, menuButton } from '../../ui/ChoiceMenu.tsx'
import { cx } from '../../ui/cx.ts'
import { creatorWords, filterCount, shownCreators, shownStatuses, shownTypes, typeWords } from './filter.ts'
import type { DeploymentFilter } from './filter.ts'
import { FilterChips } from './FilterChips.tsx'
import { GroupField } from './GroupField.tsx'
import { PeriodField } from './PeriodField.tsx'
import { filterLook } from '../../components/filter-look.ts'
import { useFacets } from './use-facets.ts'
import { WordsField } from '../../components/WordsField.tsx'

export function FilterBar({ filter, dropped }: { filter: DeploymentFilter; dropped: readonly string[] }) {
  const { choose } = useFacets()
  const [isOpen, setOpen] = useState(false)
  const restId = useId()
  const { applications, group } = filter
  const known = useQuery(allPagesOf('listApplications', {}))
  return (
    <search aria-label="Filter deployments" className="flex flex-col gap-2 px-4 py-3 sm:px-6">
      <div className="flex flex-wrap items-center gap-2">
        <div className="flex w-full gap-2 sm:contents">
          <WordsField
            label="Find"
            placeholder="Id, revision, description"
            value={filter.text}
            onChange={(text) => choose('q', text)}
          />
          <FoldButton
            folded={filterCount({ ...filter, text: undefined })}
            isOpen={isOpen}
            controls={restId}
            onFlip={() => setOpen(!isOpen)}
          />
        </div>
        <div
          id={restId}
          className={cx('w-full flex-wrap items-center gap-2 sm:contents', isOpen ? 'flex' : 'max-sm:hidden')}
        >
          <ChoiceMenu
            label="Status"
            options={shownStatuses.map((status) => ({ value: status, word: deploymentLooks[status].word }))}
            chosen={filter.statuses}
            onChange={(statuses) => choose('status', statuses)}
            summary={summaryOf(filter.statuses.map((status) => deploymentLooks[status].word))}
          />
          <ChoiceMenu
            label="Application"
            options={named(known.data?.applications, applications)}
            chosen={applications}
            onChange={(names) => choose('application', names)}
            summary={summaryOf(applications)}
            none="There is no application yet."
          />
          <GroupField known={known.data?.applications ?? []} chosen={applications} group={group} />
          <Choose label="Type" value={filter.type} all="All types" onChoose={(type) => choose('type', type)}>
            {shownTypes.map((type) => (
              <option key={type} value={type}>
                {typeWords[type]}
              </option>
            ))}
          </Choose>
          <ChoiceMenu
            label="Started by"
            options={shownCreators.map((value) => ({ value, word: creatorWords[value] }))}
            chosen={filter.creators.filter((creator): creator is keyof typeof creatorWords => creator in creatorWords)}
            onChange={(creators) => choose('creator', creators)}
            summary={summaryOf(filter.creators)}
          />
          <WordsField
            label="Revision"
            placeholder="Revision, whole name"
            value={filter.revision}
            onChange={(name) => choose('revision', name)}
          />
          <PeriodField period={filter.period} />
          <Tick
            label="Has failed hosts"
            isOn={filter.failedHosts}
            onFlip={(is) => choose('failedHosts', is ? '1' : '')}
          />
          <Tick label="Waiting for you" isOn={filter.waiting} onFlip={(is) => choose('waiting', is ? '1' : '')} />
        </div>
      </div>
      {dropped.length > 0 && (
        <p role="status" className="text-ready-text">
          Left out, because nothing is known of it here: <span className="mono">{dropped.join(', ')}</span>
        </p>
      )}
      <FilterChips filter={filter} />
    </search>
  )
}

function Tick({ label, isOn, onFlip }: { label: string; isOn: boolean; onFlip: (isOn: boolean) => void }) {
  return (
    <label className="flex min-h-8 items-center gap-2 max-sm:min-h-11">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => onFlip(event.target.checked)}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  )
}

interface FoldButtonProps {
  /** How many of those it hides filter something. */
  folded: number
  isOpen: boolean
  controls: string
  onFlip: () => void
}

function FoldButton({ folded, isOpen, controls, onFlip }: FoldButtonProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={controls}
      onClick={onFlip}
      className={cx(menuButton, 'shrink-0 sm:hidden', folded === 0 ? 'border-control' : 'border-accent')}
    >
      <span>
        Filters
        {folded > 0 && (
          <b className="font-semibold">
            : {folded}
            <span className="sr-only"> set</span>
          </b>
        )}
      </span>
      <span aria-hidden className="text-muted">
        {isOpen ? '▴' : '▾'}
      </span>
    </button>
  )
}

interface ChooseProps {
  label: string
  value: string | undefined
  all: string
  onChoose: (value: string) => void
  children: React.ReactNode
}

function Choose({ label, value, all, onChoose, children }: ChooseProps) {
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChoose(event.target.value)}
      className={`${filterLook} pr-7`}
    >
      <option value="">{all}</option>
      {children}
    </select>
  )
}

/** The chosen ones are always among them, known to the server or not. */
const named = (names: readonly string[] | undefined, chosen: readonly string[]) =>
  [...new Set([...(names ?? []), ...chosen])].map((value) => ({ value, word: value }))

const summaryOf = (words: readonly string[]): string | undefined =>
  words.length === 0 ? undefined : words.length === 1 ? words[0] : String(words.length)

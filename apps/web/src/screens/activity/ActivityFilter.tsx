/** Kinds, applications and people, each kept in the URL. */
import { toldKinds } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { WordsField } from '../../components/WordsField.tsx'
import { allPagesOf } from '../../query/all-pages.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceMenu } from '../../ui/ChoiceMenu.tsx'
import { kindWords } from './filter.ts'
import type { Filter } from './filter.ts'

export function ActivityFilter({ filter, dropped }: { filter: Filter; dropped: readonly string[] }) {
  const [, setParams] = useSearchParams()
  const known = useQuery(allPagesOf('listApplications', {}))
  const choose = (key: string, ...values: readonly string[]) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      const [first = '', ...others] = values
      if (first === '') next.delete(key)
      else next.set(key, first)
      for (const value of others) next.append(key, value)
      return next
    })
  const { kinds = [], applicationNames = [], by } = filter
  const names = [...new Set([...(known.data?.applications ?? []), ...applicationNames])]
  return (
    <search aria-label="Filter activity" className="flex flex-col gap-2 px-4 py-3 sm:px-6">
      <div className="flex flex-wrap items-center gap-2">
        <ChoiceMenu
          label="Kind"
          options={toldKinds.map((kind) => ({ value: kind, word: kindWords[kind] }))}
          chosen={kinds}
          onChange={(chosen) => choose('kind', chosen.join(','))}
          summary={kinds.length === 0 ? undefined : kinds.map((kind) => kindWords[kind]).join(', ')}
        />
        <ChoiceMenu
          label="Application"
          options={names.map((name) => ({ value: name, word: name }))}
          chosen={applicationNames}
          onChange={(chosen) => choose('application', ...chosen)}
          summary={applicationNames.length === 0 ? undefined : applicationNames.join(', ')}
          none="There is no application yet."
        />
        <WordsField
          label="By"
          placeholder="By whom, whole name"
          value={by}
          onChange={(name) => choose('by', name.trim())}
        />
        {Object.keys(filter).length > 0 && (
          <Button look="quiet" onClick={() => setParams(new URLSearchParams())}>
            Clear {Object.keys(filter).length === 1 ? '1 filter' : `${Object.keys(filter).length} filters`}
          </Button>
        )}
      </div>
      {dropped.length > 0 && (
        <p role="status" className="text-xs text-muted">
          Left out of the address, because it means nothing here: {dropped.join(', ')}.
        </p>
      )}
    </search>
  )
}

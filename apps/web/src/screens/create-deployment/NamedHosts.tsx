/** Hosts by name. The address holds them: what does not fit into it is not taken, and nothing else is planned instead. */
import type { ApiError } from '@sluice/api/client'
import { useState } from 'react'
import { charactersInLink, fitIntoLink, mostCharacters } from '../../components/names-in-link.ts'
import { TextArea } from '../../ui/Field.tsx'
import type { DraftForm } from './draft.ts'
import { refusalAt } from './steps.ts'

export function NamedHosts({ form, error }: { form: DraftForm; error: ApiError | null }) {
  const { draft, choose, groupInfo } = form
  const [tooMuch, setTooMuch] = useState<string>()
  // What was chosen elsewhere counts.
  const refused = draft.only === '' ? tooMuch : undefined
  const type = (text: string) => {
    const fits = fitIntoLink(text)
    setTooMuch(fits ? undefined : text)
    choose('only', fits ? text : '')
  }
  return (
    <TextArea
      label="Names of the hosts"
      placeholder={groupInfo?.matchingInstances.slice(0, 2).join(' ')}
      hint="Separated by commas, blanks or lines."
      value={refused ?? draft.only}
      error={refused === undefined ? refusalAt(error, 'onlyTargets') : tooLong(refused)}
      onChange={(event) => type(event.target.value)}
    />
  )
}

const tooLong = (text: string): string =>
  `These names take ${counted(charactersInLink(text))} characters of the address of this page, which has room for ${counted(mostCharacters)}. Name fewer, or give these hosts a tag and a group of their own.`

const counted = (count: number): string => count.toLocaleString('en')

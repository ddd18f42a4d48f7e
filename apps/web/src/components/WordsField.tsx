/** A field for words that filter once they have rested: not at every key. What others set, such as a saved view, comes in. */
import { isComposing } from '../ui/keys.ts'
import { filterLook } from './filter-look.ts'
import { useRestedWords } from './use-rested-words.ts'

interface WordsFieldProps {
  label: string
  placeholder: string
  value: string | undefined
  onChange: (value: string) => void
}

export function WordsField({ label, placeholder, value = '', onChange }: WordsFieldProps) {
  const { typed, type, now } = useRestedWords(value, onChange)
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      maxLength={200}
      value={typed}
      onChange={(event) => type(event.target.value)}
      onBlur={now}
      onKeyDown={(event) => event.key === 'Enter' && !isComposing(event.nativeEvent) && now()}
      className={`${filterLook} w-52 pr-2 placeholder:text-muted max-sm:basis-full`}
    />
  )
}

/** Single keys: all off for those who talk to their machine, or other ones. Kept in this browser. */
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Checkbox } from '../../ui/Field.tsx'
import { keyChoices, resetKeys, turnKeys } from '../../ui/key-choices.ts'
import { shortcutIds } from '../../ui/key-map.ts'
import { useStore } from '../../ui/store.ts'
import { KeyRow } from './KeyRow.tsx'

export function KeysCard() {
  const { isOn, chosen } = useStore(keyChoices)
  return (
    <Card
      title="Keys"
      aside="Of this browser"
      actions={Object.keys(chosen).length > 0 && <Button onClick={resetKeys}>Use the usual keys</Button>}
    >
      <Checkbox
        label="Single keys do something"
        hint="Switch them off when you speak to your machine. Ctrl K works all the same."
        checked={isOn}
        onChange={({ target }) => turnKeys(target.checked)}
      />
      {isOn && (
        <ul className="mt-3 grid gap-x-8 lg:grid-cols-2">
          {shortcutIds.map((id) => (
            <KeyRow key={id} id={id} />
          ))}
        </ul>
      )}
    </Card>
  )
}

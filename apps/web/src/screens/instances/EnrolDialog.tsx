/** Enrol a host: a one-time command to paste there; the host appears by itself when it has done so. */
import type { Tag } from '@sluice/model'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTopic } from '../../live/bridge.ts'
import { fieldError, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { Time } from '../../ui/Time.tsx'

export function EnrolDialog({ known, onClose }: { known: readonly string[]; onClose: () => void }) {
  const [name, setName] = useState('')
  const [tags, setTags] = useState('')
  const create = useOperation('createEnrolmentToken')
  const badWords = wordsOf(tags).filter((word) => !/^[^=]+=/.test(word))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (create.isPending) return
    if (badWords.length > 0) return
    create.mutate({ tags: tagsOf(tags), ...(name === '' ? {} : { instanceName: name }) })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="Enrol a host"
      description="The agent needs Node 20 or newer there and connects out to this server; nothing connects in."
    >
      {create.data === undefined ? (
        <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
          <Input
            label="Name"
            hint="How the host is called here; it cannot start with i-. Left empty, the host’s own name is used."
            value={name}
            maxLength={100}
            error={fieldError(create.error, 'instanceName')}
            onChange={(event) => setName(event.target.value)}
          />
          <Input
            label="Tags"
            placeholder="env=production rack=r7"
            hint="Key=value, separated by blanks. Groups select hosts by them."
            value={tags}
            error={
              badWords.length > 0
                ? `${badWords.join(', ')}: write each tag as Key=value.`
                : fieldError(create.error, 'tags')
            }
            onChange={(event) => setTags(event.target.value)}
          />
          {create.error !== null && create.error.details.length === 0 && (
            <ErrorRegion what="No command could be made" error={create.error} />
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" busy={create.isPending}>
              Make the command
            </Button>
          </div>
        </form>
      ) : (
        <Command command={create.data.command} expireTime={create.data.expireTime} known={known} onClose={onClose} />
      )}
    </Dialog>
  )
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')

/** `env=prod rack=r7` -> tags. */
function tagsOf(text: string): Tag[] {
  return wordsOf(text).map((word) => {
    const at = word.indexOf('=')
    return { Key: word.slice(0, at), Value: word.slice(at + 1) }
  })
}

interface CommandProps {
  command: string
  expireTime: string
  known: readonly string[]
  onClose: () => void
}

function Command({ command, expireTime, known, onClose }: CommandProps) {
  const [before] = useState(() => new Set(known))
  const rows = useTopic('instances').data ?? []
  const arrived = rows.find((row) => row.deregisterTime === undefined && !before.has(row.instanceName))
  return (
    <div className="flex flex-col gap-4">
      <p>
        Paste this on the host. It is good once, until <Time at={expireTime} style="clock" />.
      </p>
      <div className="flex items-start gap-2 rounded-md bg-log-bg p-3 text-log-text">
        <pre className="mono min-w-0 flex-1 overflow-x-auto whitespace-pre-wrap break-all">{command}</pre>
        <CopyButton text={command} what="command" />
      </div>
      <p role="status" className={arrived === undefined ? 'text-muted' : 'font-semibold text-success-text'}>
        {arrived === undefined ? 'Waiting for the host…' : `✓ ${arrived.instanceName} is here.`}
      </p>
      <div className="flex justify-end">
        <Button look={arrived === undefined ? 'default' : 'primary'} onClick={onClose}>
          {arrived === undefined ? 'Close' : 'Done'}
        </Button>
      </div>
    </div>
  )
}

/** Where the bytes are and which they are, to be copied; and the commands that say the same. */
import type { Output } from '@sluice/api/contracts'
import { locationTextOf } from '@sluice/model'
import type { ReactNode } from 'react'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { sizeText } from '../../components/size-text.ts'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Time } from '../../ui/Time.tsx'

export function RevisionFacts({ found }: { found: Output<'getApplicationRevision'> }) {
  const { applicationName, revision, revisionInfo: info } = found
  const location = locationTextOf(revision)
  const { description } = info
  return (
    <Card title="Where it is">
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-2 max-sm:grid-cols-1 max-sm:gap-y-0.5">
        <Fact name="Location">
          <Copied text={location} what="the location" />
        </Fact>
        <Fact name="SHA-256">
          <Copied text={info.sha256} what="the digest" />
        </Fact>
        <Fact name="Size">
          {sizeText(info.size)}, unpacked {sizeText(info.totalBytes)} in {info.fileCount.toLocaleString('en')}{' '}
          {info.fileCount === 1 ? 'file' : 'files'}
        </Fact>
        {info.strippedFolder !== undefined && (
          <Fact name="Top folder">
            <span className="mono">{info.strippedFolder}/</span> is taken away by hosts: what is in it is the bundle.
          </Fact>
        )}
        <Fact name="Registered">
          <Time at={info.registerTime} style="full" /> by {info.registeredBy}
        </Fact>
      </dl>
      <div className="mt-4 flex flex-col gap-2">
        <p className="text-sm text-muted">Register the same bytes for an application:</p>
        <CopyCommand
          operation="registerApplicationRevision"
          input={{ applicationName, ...(description !== undefined && { description }), revision }}
        />
        <p className="text-sm text-muted">Read what is known of it:</p>
        <CopyCommand operation="getApplicationRevision" input={{ applicationName, revision }} />
      </div>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 max-sm:mb-2">{children}</dd>
    </>
  )
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <span className="flex items-start gap-1.5">
      <span className="mono min-w-0 [overflow-wrap:anywhere]">{text}</span>
      <CopyButton text={text} what={what} />
    </span>
  )
}

/** Before the first revision: what one is, and an AppSpec to start from, with what each section is for. */
import { appSpecTemplate, templateSections } from '@sluice/model'
import type { ReactNode } from 'react'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function NoRevisions({ action }: { action: ReactNode }) {
  return (
    <>
      <EmptyState title="No revision yet" action={action}>
        A revision is an archive with your files and an <span className="mono">appspec.yml</span> that says where they
        go and which scripts to run. Make it in the folder that holds the <span className="mono">appspec.yml</span>:{' '}
        <span className="mono">zip -r ../my-app-1.0.zip .</span>
      </EmptyState>
      <div className="mx-auto max-w-4xl px-4 pb-8">
        <Card title="An appspec.yml to start from" actions={<CopyButton text={appSpecTemplate} what="the AppSpec" />}>
          <dl className="flex flex-col gap-4">
            {templateSections.map(({ key, text, meaning }) => (
              <div key={key} className="grid gap-x-6 gap-y-1 md:grid-cols-2">
                <dt className="min-w-0">
                  <pre className="mono whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</pre>
                </dt>
                <dd className="text-sm text-muted">{meaning}</dd>
              </div>
            ))}
          </dl>
        </Card>
      </div>
    </>
  )
}

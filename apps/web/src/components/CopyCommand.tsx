/** The `aws deploy` command of a form, folded away until somebody wants it. */
import { CopyButton } from '../ui/CopyButton.tsx'
import { awsCommand } from './aws-command.ts'

interface CopyCommandProps {
  operation: string
  input: Readonly<Record<string, unknown>>
  /** Fields of ours that CodeDeploy does not have. */
  ours?: readonly string[]
}

export function CopyCommand({ operation, input, ours }: CopyCommandProps) {
  const { text, leftOut, notes } = awsCommand(operation, input, {
    endpoint: window.location.origin,
    ...(ours !== undefined && { ours }),
  })
  return (
    <details className="min-w-0 text-sm">
      <summary className="cursor-pointer text-muted hover:text-text">As an aws deploy command</summary>
      <div className="mt-2 flex items-start gap-2 rounded-md border border-line bg-surface p-2">
        <pre tabIndex={0} aria-label="Command" className="mono min-w-0 flex-1 overflow-x-auto">
          {text}
        </pre>
        <CopyButton text={text} what="the command" />
      </div>
      {leftOut.length > 0 && (
        <p className="mt-1 text-xs text-muted">The command cannot say {leftOut.join(', ')}: these are set here only.</p>
      )}
      {notes.map((note) => (
        <p key={note} className="mt-1 text-xs text-muted">
          {note}
        </p>
      ))}
    </details>
  )
}

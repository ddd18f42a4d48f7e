/** The name of a configuration, broken where a reader would: after the dot of `CodeDeployDefault.`, not within a word. */
import { Fragment } from 'react'

export function ConfigName({ name }: { name: string }) {
  const parts = name.split('.')
  return parts.map((part, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {at < parts.length - 1 ? `${part}.` : part}
    </Fragment>
  ))
}

import { RevisionLocation } from '@sluice/model'
import { z } from 'zod'
import { BundleContents } from '../../bundles/bundle-contents.ts'
import { operation } from '../../operation.ts'

export const checkRevision = operation({
  name: 'checkRevision',
  summary: 'Look into an uploaded bundle: its files, its AppSpec and every complaint',
  writes: false,
  input: z.strictObject({ revision: RevisionLocation }),
  output: BundleContents,
  refuses: ['RevisionDoesNotExistException'],
})

import { InstanceName, Tag } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const createEnrolmentToken = operation({
  name: 'createEnrolmentToken',
  summary: 'A one-time token, good for an hour, and the command to paste on the host',
  writes: true,
  showsSecretOnce: true,
  input: z.strictObject({
    instanceName: InstanceName.optional(),
    tags: z
      .array(Tag)
      .max(10)
      .refine(
        (tags) => !tags.some((tag) => /^aws:/i.test(tag.Key)),
        'must not have keys that start with aws:, which scaling groups keep for themselves',
      )
      .default([]),
  }),
  output: z.object({ token: z.string(), command: z.string(), expireTime: z.string() }),
  refuses: ['InstanceNameAlreadyRegisteredException'],
})

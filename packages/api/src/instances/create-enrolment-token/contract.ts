import { HostAddress, InstanceName, Port, Tag } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { GivenTags } from '../given-tags.ts'

export const createEnrolmentToken = operation({
  name: 'createEnrolmentToken',
  summary: 'A one-time token, good for an hour, and the command to paste on the host',
  writes: true,
  showsSecretOnce: true,
  input: z.strictObject({
    instanceName: InstanceName.optional(),
    /** Left out: those that a deregistered host of this name had. */
    tags: GivenTags.max(10).optional(),
    /** Where load balancers reach its applications; left out, the address that it enrols from, and the target group's port. */
    address: HostAddress.optional(),
    port: Port.optional(),
  }),
  output: z.object({
    token: z.string(),
    command: z.string(),
    expireTime: z.string(),
    /** The tags that the host will have from the token. */
    tags: z.array(Tag),
  }),
  refuses: ['InstanceNameAlreadyRegisteredException'],
})

import { InstanceName } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { InstanceInfo } from '../list-on-premises-instances/contract.ts'

export const getOnPremisesInstance = operation({
  name: 'getOnPremisesInstance',
  summary: 'One host',
  writes: false,
  input: z.strictObject({ instanceName: InstanceName }),
  output: z.object({ instanceInfo: InstanceInfo }),
  refuses: ['InstanceNotRegisteredException'],
})

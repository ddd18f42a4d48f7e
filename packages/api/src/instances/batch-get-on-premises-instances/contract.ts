import { InstanceName } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { InstanceInfo } from '../list-on-premises-instances/contract.ts'

export const batchGetOnPremisesInstances = operation({
  name: 'batchGetOnPremisesInstances',
  summary: 'Several hosts, at most 25',
  writes: false,
  input: z.strictObject({ instanceNames: z.array(InstanceName).min(1) }),
  output: z.object({ instanceInfos: z.array(InstanceInfo) }),
  refuses: ['InstanceNotRegisteredException', 'BatchLimitExceededException'],
})

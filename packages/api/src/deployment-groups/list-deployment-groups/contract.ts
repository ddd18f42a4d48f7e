import { Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { DeploymentGroupInfo } from '../get-deployment-group/contract.ts'

export const listDeploymentGroups = operation({
  name: 'listDeploymentGroups',
  summary: 'The groups of an application, by name',
  writes: false,
  input: z.strictObject({ applicationName: Name, nextToken: z.string().optional() }),
  output: z.object({
    applicationName: Name,
    deploymentGroups: z.array(Name),
    deploymentGroupsInfo: z.array(DeploymentGroupInfo),
    nextToken: z.string().optional(),
  }),
  refuses: ['ApplicationDoesNotExistException', 'InvalidNextTokenException'],
})

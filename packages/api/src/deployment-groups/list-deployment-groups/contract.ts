import { ActionState, Name } from '@sluice/model'
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
    /** What their deployments allow to do with the application now; who may, the session says. */
    applicationActions: z.object({ rename: ActionState, delete: ActionState }),
    nextToken: z.string().optional(),
  }),
  refuses: ['ApplicationDoesNotExistException', 'InvalidNextTokenException'],
})

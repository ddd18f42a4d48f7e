/** Whether a deployment is over. From the model's file without schemas: those would come into the first download. */
export { isTerminal as isTerminalStatus } from '@sluice/model/deployment-status'

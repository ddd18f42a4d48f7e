import { provisionerContract, type ProvisionerUnderTest } from '../contract/provisioner-contract.ts'
import { createSimulatedProvisioner } from './simulated-provisioner.ts'

provisionerContract('the simulated provisioner', async () => {
  const letIn: ProvisionerUnderTest['letIn'] = []
  const broken = new Set<string>()
  const provisioner = createSimulatedProvisioner({
    names: ['local-1', 'local-2', 'local-3'],
    made: (name, tags) => letIn.push({ name, tags }),
    trouble: (name) => (broken.has(name) ? `${name} is broken` : undefined),
  })
  return { provisioner, running: provisioner.running, letIn, breakDown: (name) => broken.add(name) }
})

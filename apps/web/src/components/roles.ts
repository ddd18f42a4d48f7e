/** What a role may do, in a line. */
import type { Role } from '@sluice/model'

export const roles: Record<Role, string> = {
  viewer: 'Sees everything, changes nothing.',
  deployer: 'Uploads revisions, starts, stops and rolls back deployments.',
  approver: 'What a deployer may, and approves that users are moved to the new fleet of a blue/green deployment.',
  admin: 'Everything: applications, groups, hosts, people.',
}

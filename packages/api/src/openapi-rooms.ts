/** Which room of the product an operation belongs to, by the noun in its name: the groups of the API's page. */
const rooms = [
  ['Load balancers', /LoadBalancer|TargetGroup/],
  ['Scaling groups', /ScalingGroup/],
  ['Configurations', /DeploymentConfig/],
  ['Deployment groups', /DeploymentGroup|GroupDrift/],
  ['Logs', /Log/],
  ['Targets', /Target/],
  ['Revisions', /Revision|Bundle|AppSpec/],
  ['Deployments', /Deployment|Approval|Draft|RollBack|Stop/],
  ['Applications', /Application/],
  ['Instances', /Instance|Enrolment/],
  ['Activity and views', /Activity|View|Audit|Now/],
  ['People and tokens', /User|Token|SignInLink|Password|Session|^sign/],
] as const satisfies [string, RegExp][]

/** As the page shows them: what is used first comes first. */
const order = [
  'Applications',
  'Revisions',
  'Deployment groups',
  'Configurations',
  'Deployments',
  'Targets',
  'Logs',
  'Instances',
  'Load balancers',
  'Scaling groups',
  'Activity and views',
  'People and tokens',
] as const

/** Beside the table: streams of bytes, and what machines ask. */
export const doorsRoom = 'Files and health'

export const roomNames: readonly string[] = [...order, doorsRoom]

/** Undefined = a new noun: give it a line above. */
export const roomOf = (operation: string): string | undefined =>
  rooms.find(([, pattern]) => pattern.test(operation))?.[0]

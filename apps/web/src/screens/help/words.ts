/** The words of the product, each in a sentence. They are CodeDeploy's words, and mean here what they mean there. */
export const words: readonly (readonly [word: string, meaning: string])[] = [
  ['Application', 'What you deploy: a name that holds its deployment groups and its revisions.'],
  [
    'Deployment group',
    'Where it is deployed: the hosts that its tags match, and how, with balancer, rollback and approval.',
  ],
  [
    'Revision',
    'A version of the application: a bundle of files with an AppSpec that says where they go and what runs.',
  ],
  ['Deployment configuration', 'How many hosts must stay healthy at any time; the rest may be updated at once.'],
  ['Deployment', 'A revision on its way to the hosts of a group. A group has one at a time.'],
  ['Target', 'A host in a deployment, with the events it has gone through.'],
  ['Lifecycle event', 'A step on a target: stop, download, install, start, validate. A hook is your script for it.'],
  ['Wave', 'The hosts that are updated at the same time.'],
  ['Margin', 'How many more hosts may fail before the deployment stops.'],
  ['Original and replacement', 'In a blue/green deployment: the fleet that users are on, and the one that takes over.'],
  ['Reroute', 'To move users from the original fleet to the replacement.'],
  ['Hold', 'To start no further host until somebody continues; running hosts finish.'],
  ['Stop', 'To end a deployment where it stands. Hosts stay as they are unless it rolls back too.'],
  ['Roll back', 'To deploy the revision that succeeded before. It is a deployment of its own.'],
  ['Instance', 'A registered host. Its agent runs the hooks and reports; it needs no open port.'],
  ['Silent', 'A host of which nothing was heard for a while. What it does is not known.'],
]

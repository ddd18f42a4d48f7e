/** What people get wrong with deployments of this kind, and what keeps it from happening here, or how it is explained. Source: facts section 15. */
export interface Pain {
  pain: string
  here: string
}

export const pains: readonly Pain[] = [
  {
    pain: 'A broken ApplicationStop of the revision that runs fails every later deployment.',
    here: 'The wizard names the revision whose script stops it, and one deployment may ignore the failure (step How). The failure says which revision the script came from.',
  },
  {
    pain: '“File already exists”: the file belongs to another group, to nobody, or to a group that was deleted.',
    here: 'It is found before anything is removed. A renamed group keeps its files. Choose OVERWRITE or RETAIN in step How, or remove the file.',
  },
  {
    pain: 'A refused Install leaves the host empty.',
    here: 'Install is planned and checked before the first file goes: a refused one leaves the host as it was.',
  },
  {
    pain: 'A process in the background holds the output, and the event hangs.',
    here: 'After seconds the log names the process that holds it. Start it with its output sent elsewhere.',
  },
  {
    pain: 'All events are skipped, and nobody says that the agent was offline.',
    here: 'The plan names silent hosts before the start; the host’s row and the sentence say so while it runs.',
  },
  {
    pain: 'It takes an hour until a dead host is noticed.',
    here: 'It is shown within 15 seconds, and fails after the start limit.',
  },
  {
    pain: 'The minimum of healthy hosts rounds up to all of them: it fails at once.',
    here: 'The plan and the calculator of a configuration say for any number of hosts what can never start, and the way out.',
  },
  {
    pain: 'Stopped hosts count as failed.',
    here: 'The plan counts them before the start. Deregister a host that is away for long, or change its tags.',
  },
  {
    pain: 'Tagging a host does not deploy to it.',
    here: 'It is said before tags change and when a host has come, with a link to a deployment.',
  },
  {
    pain: 'Hosts stay on an old revision.',
    here: 'A group’s page shows what each host runs and which are behind, with a link to bring them up.',
  },
  {
    pain: 'Scaling starts hosts that fail to get a bad last revision, again and again.',
    here: 'Unless a group says automatic, nothing is deployed to a new host by itself. Where it does, each host is tried once; one that fails is kept, or discarded if the group says so, and nothing makes another in its place: so nothing loops.',
  },
  {
    pain: 'Several groups on one host wait for each other, and the clock of one runs out.',
    here: 'The clock stands while the host is busy with another deployment, and the host’s row says so.',
  },
  {
    pain: 'A stopped traffic shift leaves users on two versions.',
    here: 'Stop says where users are and asks: leave them, or send them back. A reroute that fails goes back by itself.',
  },
  {
    pain: 'AllowTraffic fails without a log, because the health check is wrong.',
    here: 'The balancer’s own reason is shown while it waits.',
  },
  {
    pain: 'Windows line ends or invisible characters in scripts and the AppSpec.',
    here: 'They are found at the upload, with their place.',
  },
  {
    pain: 'Archives made on a Mac hold __MACOSX, or the AppSpec is not at the root.',
    here: 'A single top folder is taken away; __MACOSX is refused with the command that removes it; an AppSpec elsewhere is named.',
  },
  {
    pain: 'A wrong blank or a missing section of the AppSpec gives an obscure error.',
    here: 'Line, rule, sentence and fix, while you write it; and a template that explains each section.',
  },
  {
    pain: '“Not opened for reading”: a download failed.',
    here: 'Hosts download from this server only, and say what went wrong.',
  },
  {
    pain: 'A wrong clock, a proxy, or a full disk on a host.',
    here: 'Room on the disk is checked before a download. Times on the screens are the server’s. A host that cannot reach the server is silent within 15 seconds.',
  },
  {
    pain: 'A rollback with another choice for existing files loses files that were retained.',
    here: 'A rollback uses the choice of its time, and the review says which files it cannot bring back.',
  },
  {
    pain: 'Files that scripts made are never cleaned.',
    here: 'True here too: a deployment removes only what the one before it installed. Let ApplicationStop remove what the revision’s scripts made.',
  },
  {
    pain: '32-bit PowerShell and long paths on Windows.',
    here: 'Hosts run Linux here: a bundle for Windows fails on each host with that reason, before a script runs.',
  },
  {
    pain: 'One identity is used for several hosts.',
    here: 'A token enrols one host, and a second connection of the same host replaces the first.',
  },
  { pain: 'Temporary credentials end, and hosts fall silent.', here: 'A host has a key of its own that does not end.' },
  {
    pain: 'An alarm rings, so the fix cannot be deployed.',
    here: 'No alarm stops a deployment here yet, so none holds a fix back.',
  },
  {
    pain: 'Attaching a load balancer while a deployment runs takes every host out of it.',
    here: 'A deployment keeps the target groups with which it was created; a change counts from the next one.',
  },
  {
    pain: 'Deleting an application before its groups leaves parts behind.',
    here: 'Its groups go with it in one step, and what goes and what stays is said before.',
  },
  {
    pain: 'Relative paths in scripts depend on how the agent was started.',
    here: 'The bundle’s root is always the working folder, and BUNDLE_DIR says where it is.',
  },
  {
    pain: 'Short commit ids are refused.',
    here: 'Revisions are uploads and objects of a bucket here: there are no commit ids to shorten.',
  },
  {
    pain: 'Stopping leaves hosts in an unknown state.',
    here: 'Left part-way lists each host with its last event, what lies on it, and what to do next.',
  },
]

/** An AppSpec to start from, section by section, with what each is for. A test of `appspec` keeps it free of complaints. */
export interface TemplateSection {
  key: string
  text: string
  meaning: string
}

export const templateSections: readonly TemplateSection[] = [
  {
    key: 'version',
    text: 'version: 0.0\n',
    meaning: 'Always 0.0: the version of this format, not of your application.',
  },
  { key: 'os', text: 'os: linux\n', meaning: 'linux or windows. Hosts of the other kind refuse the bundle.' },
  {
    key: 'files',
    text: 'files:\n  - source: app\n    destination: /srv/my-app\n',
    meaning:
      'What is copied at Install. source is a file or folder of the bundle, / is all of it; destination is always a folder with its full path.',
  },
  {
    key: 'file_exists_behavior',
    text: 'file_exists_behavior: OVERWRITE\n',
    meaning:
      'When a file is there that no deployment of ours put there: DISALLOW fails, OVERWRITE replaces it, RETAIN keeps it. Left out, the deployment says it.',
  },
  {
    key: 'permissions',
    text: 'permissions:\n  - object: /srv/my-app\n    mode: 755\n    owner: my-app\n    type: [directory]\n',
    meaning: 'Owner, mode and ACLs of what was copied. linux only; leave it out to keep what the bundle says.',
  },
  {
    key: 'hooks',
    text: `hooks:
  ApplicationStop:
    - location: scripts/stop.sh
      timeout: 60
  AfterInstall:
    - location: scripts/configure.sh
      timeout: 300
  ApplicationStart:
    - location: scripts/start.sh
      timeout: 120
  ValidateService:
    - location: scripts/check.sh
      timeout: 120
`,
    meaning:
      'Which scripts run when, one after another; another exit code than 0 fails the host. timeout is in seconds. ApplicationStop runs the scripts of the revision that is replaced.',
  },
]

export const appSpecTemplate = templateSections.map(({ text }) => text).join('')

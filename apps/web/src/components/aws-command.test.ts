import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { awsCommand } from './aws-command.ts'

const endpoint = 'http://127.0.0.1:4600'
/** What a real shell makes of it. */
const words = (text: string): string[] =>
  execFileSync('sh', ['-c', `printf '%s\\n' ${text}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')

describe('a form as an aws command', () => {
  it('says every field as a flag, structures as JSON', () => {
    const revision = { revisionType: 'S3', s3Location: { bucket: 'b', key: "it's.zip", bundleType: 'zip' } }
    const { text, leftOut } = awsCommand(
      'createDeployment',
      { applicationName: 'shop', description: 'for Friday; "now"', revision, ignoreApplicationStopFailures: true },
      { endpoint },
    )
    expect(words(text)).toEqual([
      'aws',
      'deploy',
      'create-deployment',
      '--application-name',
      'shop',
      '--description',
      'for Friday; "now"',
      '--revision',
      JSON.stringify(revision),
      '--ignore-application-stop-failures',
      '--endpoint-url',
      endpoint,
    ])
    expect(leftOut).toEqual([])
  })

  it('spells digits and prefixes as the command line does', () => {
    const input = { ec2TagFilters: [{ Key: 'a', Type: 'KEY_ONLY' }], updateOutdatedInstancesOnly: false }
    const { text } = awsCommand('createDeploymentGroup', input, { endpoint })
    expect(text).toContain('--ec2-tag-filters ')
    expect(text).toContain('--no-update-outdated-instances-only')
  })

  it('lists of names are words, and what is not given is not said', () => {
    const { text } = awsCommand('x', { instanceNames: ['web 1', 'web-2'], description: undefined }, { endpoint })
    expect(words(text).slice(3, 6)).toEqual(['--instance-names', 'web 1', 'web-2'])
    expect(text).not.toContain('description')
  })

  it('names what the command cannot say', () => {
    const { text, leftOut } = awsCommand(
      'createDeployment',
      { onlyTargets: ['web-1'] },
      { endpoint, ours: ['onlyTargets'] },
    )
    expect(leftOut).toEqual(['onlyTargets'])
    expect(text).not.toContain('web-1')
  })

  it('gives values that the command line would read as files, addresses or flags in JSON, where it does not', () => {
    const misread = ['file:///home/ada/.ssh/id_rsa', 'fileb://x', 'https://tickets/1', '-friday', '--debug', '']
    for (const description of misread) {
      const { text } = awsCommand('createDeployment', { applicationName: 'shop', description }, { endpoint })
      expect(words(text).slice(3)).toEqual([
        '--application-name',
        'shop',
        '--cli-input-json',
        JSON.stringify({ description }),
        '--endpoint-url',
        endpoint,
      ])
    }
    const { text } = awsCommand('x', { instanceNames: ['file:///etc/passwd'] }, { endpoint })
    expect(words(text).slice(3, 5)).toEqual([
      '--cli-input-json',
      JSON.stringify({ instanceNames: ['file:///etc/passwd'] }),
    ])
  })

  it('leaves structures flags: they begin with a bracket, whatever stands in them', () => {
    const tags = [{ Key: 'a', Value: 'file:///etc/passwd' }]
    const { text } = awsCommand('x', { tags, names: [] }, { endpoint })
    expect(words(text).slice(3, 7)).toEqual(['--tags', JSON.stringify(tags), '--names', '[]'])
  })

  it('has the role that the command line demands of a new group, and says so', () => {
    const { text, notes } = awsCommand('createDeploymentGroup', { deploymentGroupName: 'live' }, { endpoint })
    expect(words(text)).toContain('--service-role-arn')
    expect(notes.join()).toContain('never used')
    const changed = awsCommand('updateDeploymentGroup', { currentDeploymentGroupName: 'live' }, { endpoint })
    expect([changed.text.includes('role'), changed.notes]).toEqual([false, []])
  })

  it('does not say a number that is none yet', () => {
    const { text } = awsCommand('x', { minimum: { type: 'HOST_COUNT', value: Number.NaN } }, { endpoint })
    expect(words(text)[4]).toBe('{"type":"HOST_COUNT"}')
  })
})

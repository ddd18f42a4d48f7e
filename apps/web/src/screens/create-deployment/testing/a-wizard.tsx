/** A shop with two groups and two revisions, as the server would answer the wizard. */
import type { Output } from '@sluice/api/contracts'
import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect } from 'vitest'
import { partOf } from '../../../query/testing/part-of.ts'
import { renderAt, standInServer } from '../../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../../query/testing/stand-in-server.tsx'
import CreateDeploymentScreen from '../CreateDeploymentScreen.tsx'

// A busy machine computes several plans a test.
configure({ asyncUtilTimeout: 5000 })

export const locationOf = (key: string) => ({
  revisionType: 'S3' as const,
  s3Location: { bucket: 'sluice', key, bundleType: 'zip' as const },
})
const stopToo = { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST'] }

export const group = (deploymentGroupName: string, more: object = {}) => ({
  deploymentGroupId: deploymentGroupName,
  deploymentGroupName,
  deploymentConfigName: 'CodeDeployDefault.OneAtATime',
  matchingInstances: ['web-1'],
  autoRollbackConfiguration: stopToo,
  ...more,
})

export const revision = (name: string) => ({
  revisionId: name,
  name,
  location: locationOf(name),
  registerTime: '2026-11-22T12:00:00Z',
  registeredBy: 'Ada',
  fileCount: 3,
  runsIn: [],
  succeededIn: [],
})

const nothing = { count: 0, paths: [] }
const reviewed = {
  fileChoices: [],
  scriptChanges: [],
  scriptsCut: 0,
  configChanges: [],
  consequences: {
    deploymentConfigName: 'One host at a time.',
    ignoreApplicationStopFailures: 'If ApplicationStop fails, the host goes on.',
    onFailure: {
      rollBack: 'A failure goes back.',
      leave: 'A failure leaves the hosts.',
      never: 'Nothing goes back by itself.',
    },
  },
  rollback: { happens: 'never', retained: nothing, overwritten: nothing, sentence: 'There is no way back.' },
}

export const planOf = (sentence: string, hosts: object[] = [{ instanceName: 'web-1', connected: true }]) =>
  partOf<Partial<Output<'planDeployment'>>>({
    plan: { sentence, total: 1, minimum: 0, parallel: 1, waves: [] },
    hosts,
    warnings: [],
    ...reviewed,
  })

const configs = ['CodeDeployDefault.OneAtATime', 'CodeDeployDefault.AllAtOnce']

export function serve(more: Answers = {}) {
  return standInServer({
    listApplications: () => ({ applications: ['shop'] }),
    listDeploymentGroups: () => ({ deploymentGroupsInfo: [group('blue'), group('green')] as never }),
    listApplicationRevisions: () => ({ revisionsInfo: [revision('1.0'), revision('1.1')] as never }),
    listDeploymentConfigs: () => ({
      deploymentConfigsInfo: configs.map((deploymentConfigName) => ({ deploymentConfigName })) as never,
    }),
    planDeployment: ({ deploymentGroupName }) => planOf(`The plan of ${deploymentGroupName}.`),
    checkRevision: () => ({ valid: true, complaints: [] }),
    createDeployment: () => ({ deploymentId: 'd-1A2B3C4D5' as never }),
    ...more,
  })
}

export const open = (search: string) =>
  renderAt(<CreateDeploymentScreen />, { at: `/deployments/new${search}`, path: '/deployments/new' })
export const plan = () => screen.getByRole('region', { name: 'Plan' })
export const start = () => screen.getByRole('button', { name: 'Start deployment' })
export const ready = (sentence: string) =>
  waitFor(() => {
    expect(within(plan()).queryByText(sentence)).not.toBeNull()
    expect(start().getAttribute('aria-disabled')).toBeNull()
  })
export const pick = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
export const blue = '?application=shop&group=blue&revision=1.0'

import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { trafficDraftOf, trafficProblems, trafficSettings } from './traffic-draft.ts'

const blank = trafficDraftOf(undefined)
const blueGreen = { ...blank, type: 'BLUE_GREEN' as const, targetGroups: ['shop'], scalingGroup: 'web' }
const settingsOf = (more: Partial<typeof blueGreen>) => trafficSettings({ ...blueGreen, ...more })

describe('what is sent of a group in place', () => {
  it('has traffic control where a target group is chosen, and nothing of blue/green', () => {
    expect(trafficSettings({ ...blank, targetGroups: ['shop'] })).toEqual({
      deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      loadBalancerInfo: { targetGroupInfoList: [{ name: 'shop' }] },
      approvalPolicy: null,
    })
    expect(trafficSettings(blank).deploymentStyle?.deploymentOption).toBe('WITHOUT_TRAFFIC_CONTROL')
  })
})

describe('what is sent of a blue/green group', () => {
  it('is everything that was chosen', () => {
    expect(settingsOf({ needsApproval: true, approvers: '2', readyMinutes: '90', keepMinutes: '5' })).toEqual({
      deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      loadBalancerInfo: { targetGroupInfoList: [{ name: 'shop' }] },
      autoScalingGroups: ['web'],
      blueGreenDeploymentConfiguration: {
        greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
        deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 90 },
        terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 5 },
      },
      approvalPolicy: { approvers: 2, ownApprovalAllowed: false, noteRequired: true, typedConfirmation: true },
    })
  })

  it('never ends hosts that nobody made here, whatever was chosen before', () => {
    const { blueGreenDeploymentConfiguration: sent } = settingsOf({
      replacement: 'DISCOVER_EXISTING',
      originals: 'TERMINATE',
    })
    expect(sent?.terminateBlueInstancesOnDeploymentSuccess?.action).toBe('KEEP_ALIVE')
  })

  it('asks for no approval where users move by themselves', () => {
    expect(settingsOf({ needsApproval: true, atItsEnd: 'CONTINUE_DEPLOYMENT' }).approvalPolicy).toBeNull()
    expect(settingsOf({ needsApproval: true, reroute: 'atOnce' }).approvalPolicy).toBeNull()
  })

  it('lets go of the scaling group that was copied when nothing copies it any more', () => {
    const copied = { ...blueGreen, hadScalingGroup: true }
    expect(trafficSettings({ ...copied, replacement: 'DISCOVER_EXISTING' }).autoScalingGroups).toEqual([])
    expect(trafficSettings({ ...copied, type: 'IN_PLACE' }).autoScalingGroups).toEqual([])
    expect(trafficSettings(copied).autoScalingGroups).toEqual(['web'])
  })

  it('of an unchanged group is what the group has', () => {
    const info = partOf<DeploymentGroupInfo>({
      deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      loadBalancerInfo: { targetGroupInfoList: [{ name: 'shop' }] },
      autoScalingGroups: ['web'],
      blueGreenDeploymentConfiguration: {
        greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
        deploymentReadyOption: { actionOnTimeout: 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: 0 },
        terminateBlueInstancesOnDeploymentSuccess: { action: 'KEEP_ALIVE', terminationWaitTimeInMinutes: 0 },
      },
    })
    expect(trafficSettings(trafficDraftOf(info))).toEqual({ ...info, approvalPolicy: null })
  })
})

describe('what is wrong before anything is sent', () => {
  const blueGreenDraft = { ...trafficDraftOf(undefined), type: 'BLUE_GREEN' as const, targetGroups: ['shop'] }
  const said = (change: object) => trafficProblems({ ...blueGreenDraft, ...change }).map(({ message }) => message)

  it('is said in the words of the form', () => {
    expect(said({})).toEqual([])
    expect(said({ readyMinutes: 'soon' })).toEqual(['Write a number of minutes.'])
    expect(said({ keepMinutes: '2881' })).toEqual(['At most 2,880 minutes: two days.'])
    expect(said({ targetGroups: [] })).toEqual([
      'Choose a target group: blue/green moves users from the hosts registered there.',
    ])
  })

  it('is nothing in a field that is not shown', () => {
    expect(said({ reroute: 'atOnce', readyMinutes: 'soon' })).toEqual([])
    expect(said({ originals: 'KEEP_ALIVE', keepMinutes: '' })).toEqual([])
  })
})

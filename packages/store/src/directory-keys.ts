/** How keys of the directory are built, in one place. Parts are names or ids without `/`, except the object key, which comes last. */
export const directoryKeys = {
  application: (accountId: string, applicationName: string) => `${accountId}/${applicationName}`,
  applications: (accountId: string) => `${accountId}/`,
  group: (accountId: string, applicationName: string, groupName: string) =>
    `${accountId}/${applicationName}/${groupName}`,
  groups: (accountId: string, applicationName: string) => `${accountId}/${applicationName}/`,
  config: (accountId: string, configName: string) => `${accountId}/${configName}`,
  configs: (accountId: string) => `${accountId}/`,
  revision: (accountId: string, applicationName: string, revisionId: string) =>
    `${accountId}/${applicationName}/${revisionId}`,
  revisions: (accountId: string, applicationName: string) => `${accountId}/${applicationName}/`,
  /** Without a version: the newest. With one: that version. A NUL cannot occur in an object key. */
  artifact: (accountId: string, bucket: string, key: string, version?: string) =>
    version === undefined ? `${accountId}/${bucket}/${key}` : `${accountId}/${bucket}/${key}\u0000${version}`,
  instance: (accountId: string, instanceName: string) => `${accountId}/${instanceName}`,
  instances: (accountId: string) => `${accountId}/`,
  user: (accountId: string, userId: string) => `${accountId}/${userId}`,
  users: (accountId: string) => `${accountId}/`,
  loadBalancer: (accountId: string, name: string) => `${accountId}/${name}`,
  loadBalancers: (accountId: string) => `${accountId}/`,
  targetGroup: (accountId: string, name: string) => `${accountId}/${name}`,
  targetGroups: (accountId: string) => `${accountId}/`,
  member: (accountId: string, targetGroupName: string, targetId: string) =>
    `${accountId}/${targetGroupName}/${targetId}`,
  members: (accountId: string, targetGroupName: string) => `${accountId}/${targetGroupName}/`,
  scalingGroup: (accountId: string, name: string) => `${accountId}/${name}`,
  scalingGroups: (accountId: string) => `${accountId}/`,
  draft: (accountId: string, draftId: string) => `${accountId}/${draftId}`,
  drafts: (accountId: string) => `${accountId}/`,
  savedView: (accountId: string, viewId: string) => `${accountId}/${viewId}`,
  savedViews: (accountId: string) => `${accountId}/`,
} as const

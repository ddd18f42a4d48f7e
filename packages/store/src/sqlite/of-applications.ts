/** Deployments of some applications, without those of earlier ones that had their names. */
import type { ApplicationSince } from '../store.ts'

/** A condition on `deployments`; the parameter is an `applicationsText`. */
export const isOfOne = (parameter: string): string =>
  `EXISTS (SELECT 1 FROM json_each(${parameter}) AS one WHERE one.value ->> 0 = deployments.application_name
     AND one.value ->> 1 <= deployments.create_time)`

export const applicationsText = (applications: readonly ApplicationSince[]): string =>
  JSON.stringify(applications.map(({ applicationName, createTime }) => [applicationName, createTime]))

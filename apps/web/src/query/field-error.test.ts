// @vitest-environment jsdom
import { ApiError } from '@sluice/api/client'
import { expect, it } from 'vitest'
import { fieldError } from './op.ts'

const refused = (field: string, message: string) =>
  new ApiError('InvalidInputException', 'No', 400, 'r-1', [{ field, message }])

it('leaves out the name that scripts know a field by: the form shows its label', () => {
  const error = refused('applicationName', 'applicationName must not be empty: choose a name.')
  expect(fieldError(error, 'applicationName')).toBe('Must not be empty: choose a name.')
})
it('ends with CodeDeploy’s name for the refusal, at the field that it is named after', () => {
  const details = [
    { field: 'deploymentConfigName', message: 'It is reserved.' },
    { field: 'minimumHealthyHosts.value', message: 'It is too high.' },
  ]
  const error = new ApiError('InvalidDeploymentConfigNameException', 'No', 400, 'r-1', details)
  expect(fieldError(error, 'deploymentConfigName')).toBe('It is reserved. (InvalidDeploymentConfigNameException)')
  expect(fieldError(error, 'minimumHealthyHosts.value')).toBe('It is too high.')
})
it('keeps a sentence that begins otherwise', () => {
  expect(fieldError(refused('tags', 'A tag needs a key.'), 'tags')).toBe('A tag needs a key.')
})

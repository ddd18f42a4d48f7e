import { appSpecTemplate } from '@sluice/model'
import { expect, test } from 'vitest'
import { lintAppSpec, parseAppSpec } from './index.ts'

test('the template that people start from has no complaints', () => {
  expect(parseAppSpec(appSpecTemplate).complaints).toEqual([])
  const head = new TextEncoder().encode('#!/bin/sh\n')
  const scripts = ['stop', 'configure', 'start', 'check'].map((name) => ({
    path: `scripts/${name}.sh`,
    executable: true,
    head,
  }))
  const files = [{ path: 'appspec.yml', executable: false }, { path: 'app/index.html', executable: false }, ...scripts]
  expect(lintAppSpec(appSpecTemplate, { files }).complaints).toEqual([])
})

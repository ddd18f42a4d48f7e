// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { safeNext } from './SignInScreen.tsx'

it.each([
  ['/deployments/d-1A2B3C4D5?tab=logs', '/deployments/d-1A2B3C4D5?tab=logs'],
  ['https://elsewhere.example', '/'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/\n\\elsewhere.example', '/'],
  ['/.//elsewhere.example', '/'],
  ['/deployments#line', '/deployments#line'],
  [null, '/'],
])('after signing in, %s leads to %s', (next, path) => expect(safeNext(next)).toBe(path))

import { expect, it } from 'vitest'
import { balancerEnvironment, bffEnvironment, localHostEnvironment } from './clean-environment.ts'

const ours = {
  PATH: '/checkout/node_modules/.bin:/usr/bin:/bin',
  HOME: '/home/dana',
  TZ: 'UTC',
  SLUICE_API_TOKEN: 'token',
  SLUICE_HOST: '127.0.0.1',
  SLUICE_HOST_ROOT: '/of/another/product',
  GITHUB_TOKEN: 'theirs',
}

it('A27: gives a local host what it may know and nothing else', () => {
  expect(localHostEnvironment(ours, '/opt/node/bin', { SLUICE_HOST_NAME: 'local-1', PORT: '8080' })).toEqual({
    PATH: '/usr/bin:/bin:/opt/node/bin',
    HOME: '/home/dana',
    TZ: 'UTC',
    SLUICE_HOST_NAME: 'local-1',
    PORT: '8080',
  })
})

it('A27: gives the balancer its folder and its address, and nothing else', () => {
  expect(balancerEnvironment(ours, '/srv/sluice')).toEqual({ SLUICE_DATA: '/srv/sluice', SLUICE_HOST: '127.0.0.1' })
  expect(balancerEnvironment({}, '/srv/sluice')).toEqual({ SLUICE_DATA: '/srv/sluice' })
})

it('gives the server its settings, and no variable of a host that the product was started on', () => {
  expect(bffEnvironment(ours)).toEqual({
    PATH: ours.PATH,
    HOME: '/home/dana',
    TZ: 'UTC',
    NODE_ENV: 'production',
    SLUICE_API_TOKEN: 'token',
    SLUICE_HOST: '127.0.0.1',
  })
})

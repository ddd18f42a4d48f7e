import { healthOf } from './health-of.mjs'

const { body } = await healthOf('/healthz')
console.log(
  `storefront ${body.version} on ${process.env.SLUICE_HOST_NAME || 'this host'} leaves after ${body.requests} requests`,
)

/** Bundles and other uploaded bytes, addressed by their content. */
export * from './artifacts.ts'
export type { Summed } from './receive.ts'

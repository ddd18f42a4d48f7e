/**
 * dependency-cruiser parses every file as TypeScript without JSX when it has to use swc (TypeScript 7 has no parser it
 * could use) and gives up at the first tag. Loaded before it, this tells swc which files are TSX.
 */
import { createRequire } from 'node:module'

const swc = createRequire(import.meta.url)('@swc/core')
const { parseFileSync } = swc
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') })

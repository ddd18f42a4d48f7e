/** As `properties.test.ts`, with up to a thousand lives a rule. Part of `npm run test:slow`. */
import { vi } from 'vitest'
import { holdsAtEveryMoment } from './testing/every-moment.ts'
import { holdsForWholeLives } from './testing/whole-lives.ts'

vi.setConfig({ testTimeout: 600_000 })

holdsAtEveryMoment(1000)
holdsForWholeLives(500)

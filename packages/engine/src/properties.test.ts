/** A few lives, other ones in every test run; many more in `properties.slow.test.ts`. */
import { holdsAtEveryMoment } from './testing/every-moment.ts'
import { holdsForWholeLives } from './testing/whole-lives.ts'

holdsAtEveryMoment(25)
holdsForWholeLives(15)

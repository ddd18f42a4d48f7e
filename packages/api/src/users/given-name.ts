/** What people call a person or a token: any words, without the spaces around them. */
import { limits } from '@sluice/model'
import { z } from 'zod'

export const GivenName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(limits.nameCharacters, `must be at most ${limits.nameCharacters} characters long`)

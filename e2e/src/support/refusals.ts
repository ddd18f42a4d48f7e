/** What scripts are told when they ask for what cannot be. */
import { expect } from '@playwright/test'

export const expectRefusal = (answer: Promise<unknown>, refusal: { code: string; status: number }): Promise<void> =>
  expect(answer).rejects.toMatchObject(refusal)

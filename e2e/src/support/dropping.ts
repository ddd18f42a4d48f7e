/** Files that come from outside the browser. */
import { expect, type Page } from '@playwright/test'

/** As a hand would that drags a file over the page, reads what the page says to that, and lets it go. */
export async function drop(page: Page, name: string, bytes: Buffer, says: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName = '', text = '']) => {
      const content = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], fileName, { type: 'application/gzip' }))
      return transfer
    },
    [name, bytes.toString('base64')],
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer })
  await expect(page.getByText(says)).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer })
}

import type { Page } from 'playwright-core';

/** Opens a list by its label and takes an option by its words, as a reader would hear both. */
export async function pick(page: Page, label: string | RegExp, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

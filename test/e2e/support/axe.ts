import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds on the page, twice: a page that changed while it was looked at has colours of neither state. */
export async function violationsOf(page: Page): Promise<string[]> {
  let found = await look(page);
  while (found.length > 0) {
    const again = await look(page);
    if (String(again) === String(found)) break;
    found = again;
  }
  return found;
}

/** Each violation with the elements it is about. */
async function look(page: Page): Promise<string[]> {
  // What is on its way in or out has colours of neither state.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`,
  );
}

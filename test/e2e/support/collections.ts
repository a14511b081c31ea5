import { expect, type Locator, type Page } from "@playwright/test";

/** The Collections screen, and the photos of one of them, as a person finds their way on it. */
export class Collections {
  readonly page: Page;
  readonly list: Locator;
  readonly rows: Locator;
  readonly panel: Locator;
  readonly dialog: Locator;
  readonly name: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole("grid", { name: "Collections" });
    this.rows = this.list.getByRole("row");
    this.panel = page.getByRole("complementary", { name: "About the collection" });
    this.dialog = page.getByRole("dialog");
    this.name = this.dialog.getByLabel("Name");
  }

  /** By keyboard, from the search field or from anywhere else that is not typed in. */
  async open(): Promise<void> {
    await this.page.keyboard.press("ArrowDown");
    await this.page.keyboard.press("l");
    await expect(this.page.getByRole("heading", { name: "Collections", exact: true })).toBeVisible();
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** By keyboard: the row has the keys then. */
  async goTo(name: string): Promise<void> {
    await this.list.focus();
    await this.page.keyboard.press("Home");
    const rows = await this.rows.locator("strong").allTextContents();
    for (let step = 0; step < rows.indexOf(name); step++) await this.page.keyboard.press("ArrowDown");
    await expect(this.row(name)).toHaveAttribute("aria-selected", "true");
  }

  /** Names what a dialog asks for; done when it is gone. */
  async nameIt(name: string): Promise<void> {
    await this.name.fill(name);
    await this.name.press("Enter");
    await expect(this.dialog).toBeHidden();
  }

  /** Puts what is chosen in the grid, which has the keys, into a collection; a new one where there is none of this name. */
  async addTo(name: string): Promise<void> {
    await this.page.keyboard.press("a");
    const field = this.page.getByRole("combobox", { name: "Collection" });
    await field.fill(name);
    await expect(this.page.getByRole("option", { selected: true })).toContainText(name);
    await field.press("Enter");
    await expect(field).toBeHidden();
  }

  said(words: string | RegExp): Locator {
    return this.page.getByRole("status").or(this.page.getByRole("alert")).filter({ hasText: words }).last();
  }
}

import { expect, type Locator, type Page } from "@playwright/test";

/** Saved searches, in the rail. */
export class Searches {
  readonly page: Page;
  readonly list: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole("list", { name: "Saved searches" });
    this.dialog = page.getByRole("dialog");
  }

  get rows(): Locator {
    return this.list.locator("[data-search]");
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  async names(): Promise<string[]> {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => row.getAttribute("aria-label")?.split(",")[0] ?? ""),
    );
  }

  /** In this order, once they are. */
  async expectNames(...names: string[]): Promise<void> {
    await expect.poll(() => this.names()).toEqual(names);
  }

  /** What stands in the field, by keyboard. */
  async save(name: string): Promise<void> {
    await this.page.keyboard.press("Control+s");
    await this.dialog.getByLabel("Name").fill(name);
    await this.page.keyboard.press("Enter");
    await expect(this.dialog).toBeHidden();
    await expect(this.row(name)).toBeVisible();
  }

  async fromMenu(name: string, item: RegExp): Promise<void> {
    await this.row(name).click({ button: "right" });
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** A file for "Import…". */
  async import(file: { name: string; text: string } | string): Promise<void> {
    const input = this.page.getByLabel("File of saved searches");
    if (typeof file === "string") return input.setInputFiles(file);
    await input.setInputFiles({
      name: file.name,
      mimeType: "application/json",
      buffer: Buffer.from(file.text),
    });
  }
}

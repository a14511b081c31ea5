import { expect, type Locator, type Page } from "@playwright/test";
import type { Ledger } from "../../../src/contract/index.ts";
import type { Server } from "./shoebox.ts";

/** What stands over the results of a description, whether any is above the line or none. */
export const rankedWords = /photos? by relevance|less likely ones?/;

/** The page as a person finds their way on it. */
export class App {
  readonly page: Page;
  readonly server: Server;
  readonly searchField: Locator;
  readonly grid: Locator;
  readonly tiles: Locator;
  readonly pill: Locator;
  readonly jobs: Locator;
  readonly viewer: Locator;
  readonly details: Locator;
  readonly browser: Locator;
  readonly menu: Locator;
  readonly notices: Locator;

  constructor(page: Page, server: Server) {
    this.page = page;
    this.server = server;
    this.searchField = page.getByRole("combobox", { name: "Search photos" });
    this.grid = page.getByRole("grid");
    this.tiles = this.grid.getByRole("gridcell");
    this.pill = page.getByRole("button", { name: "Jobs" });
    this.jobs = page.getByRole("dialog", { name: "Jobs" });
    this.viewer = page.getByRole("dialog", { name: "Photo viewer" });
    this.details = page.getByRole("complementary", { name: "Details" });
    this.browser = page.getByRole("dialog", { name: "Add a folder" });
    this.menu = page.getByRole("menu");
    this.notices = page.getByRole("status").or(page.getByRole("alert"));
  }

  /** Opens the address that the server printed. */
  async open(): Promise<void> {
    await this.page.goto(this.server.url);
  }

  /** The six numbers of a job's card. */
  async ledgerOf(card: Locator): Promise<Ledger> {
    await card.waitFor();
    const entries = await card.locator("[data-entry]").evaluateAll((elements) =>
      elements.map((element) => {
        const number = element.querySelector("dd")?.textContent ?? "";
        return [element.getAttribute("data-entry"), Number(number.replaceAll(",", ""))];
      }),
    );
    return Object.fromEntries(entries);
  }

  tile(position: number): Locator {
    return this.tiles.nth(position);
  }

  get selectedTile(): Locator {
    return this.grid.locator('[role="gridcell"][aria-selected="true"]');
  }

  async selectedAssetId(): Promise<string | null> {
    return this.selectedTile.getAttribute("data-asset-id");
  }

  /** Opens the directory browser and types a path into it. */
  async browseTo(path: string): Promise<void> {
    await this.page.keyboard.press("Control+o");
    await this.typePath(path);
  }

  /** Into the directory browser, which is open. */
  async typePath(path: string): Promise<void> {
    const field = this.browser.getByLabel("Path of the folder");
    await field.fill(path);
    await field.press("Enter");
  }

  /** Done when the directory browser is closed: it stays until the folder is taken in. */
  async addFolder(path: string): Promise<void> {
    await this.browseTo(path);
    await this.browser.getByRole("button", { name: "Add this folder" }).click();
    await expect(this.browser).toBeHidden();
  }

  /** Types into the field that has the focus; done when the photos answer these words, and not those of a pause before. */
  async typeAndFind(words: string): Promise<void> {
    await this.page.keyboard.type(words);
    await this.answered(words);
  }

  /** As it is typed, at once: done when the photos answer these words, and none before them. */
  async find(words: string): Promise<void> {
    await this.searchField.fill(words);
    await this.answered(words);
  }

  /** The photos that are shown answer these words, which the field holds. */
  async answered(words: string): Promise<void> {
    await expect(this.searchField).toHaveValue(words);
    await expect(this.grid).toHaveAttribute("aria-busy", "false");
    await expect(this.tile(0)).toHaveAttribute("title", /^Match 1\b/);
  }

  /** How many photos were put in order, above the line and below it; undefined before it is said. */
  async rankedCount(): Promise<number | undefined> {
    const [facts = ""] = await this.page
      .getByRole("status")
      .filter({ hasText: rankedWords })
      .allTextContents();
    const counts = [...facts.matchAll(/([\d,]+) (?:photos? by relevance|less likely ones?)/g)];
    if (counts.length === 0) return undefined;
    return counts.reduce((sum, [, digits = ""]) => sum + Number(digits.replaceAll(",", "")), 0);
  }

  /** The file's name of the photo that is open: before its facts are there, something else stands for it. */
  async openName(): Promise<string> {
    const line = this.viewer.locator("p").first();
    await expect(line).toHaveText(/^[^:]+\.\w+? *[\d,]+ of /);
    return line.evaluate(({ firstChild }) => firstChild?.textContent ?? "");
  }

  /** The ids of the first tiles, all in view: how many are drawn beyond what is seen differs. */
  async firstAssetIds(): Promise<string[]> {
    return (await this.assetIds()).slice(0, 8);
  }

  /** The ids of the tiles that are drawn, in their order. */
  async assetIds(): Promise<string[]> {
    return this.tiles.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-asset-id") ?? ""));
  }
}

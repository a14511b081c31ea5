import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { captionModelsEnvironment } from "../../helpers/test-models.ts";
import type { App } from "./app.ts";
import { test as base, expect } from "./fixtures.ts";
import { demoLibrary } from "./run-directory.ts";
import { shoeboxIn } from "./shoebox.ts";

/** The caption of the photo whose facts are shown, as a person finds their way to it. */
export class Captions {
  readonly part: Locator;
  readonly text: Locator;
  readonly writer: Locator;
  readonly editor: Locator;
  readonly #app: App;
  readonly #captions: ReadonlyMap<string, string>;

  /** @param captions by the photo's number, as they were written */
  constructor(app: App, captions: ReadonlyMap<string, string>) {
    this.#app = app;
    this.#captions = captions;
    this.part = app.page.getByRole("region", { name: "Caption", exact: true });
    this.text = this.part.locator("p").first();
    this.writer = this.part.getByText("Written by Sentences about drawings, for tests");
    this.editor = this.part.getByRole("textbox", { name: "Caption" });
  }

  /**
   * By keyboard: from the first photo on of which the machine's sentence is said (others have titles in their files), this
   * many of them, with the facts of the last one beside them. @returns where the first one is
   */
  async choose(count = 1): Promise<number> {
    const { page, details, tiles } = this.#app;
    await expect(tiles.filter({ has: page.getByRole("img", { name: /./ }) }).first()).toBeVisible();
    const names = [...(await namesOf(page))];
    const first = names.findIndex(([id, name]) => name.startsWith(`${this.#captions.get(id)}, taken `));
    await this.goTo(first);
    for (let more = 1; more < count; more++) await page.keyboard.press("Shift+ArrowRight");
    await expect(this.#app.tile(first + count - 1)).toHaveAttribute("aria-selected", "true");
    if (await details.isHidden()) await page.keyboard.press("i");
    await expect(this.part).toBeVisible();
    return first;
  }

  /** By keyboard, to the photo at this place. */
  async goTo(position: number): Promise<void> {
    const { page, grid } = this.#app;
    await grid.focus();
    await page.keyboard.press("Home");
    for (let step = 0; step < position; step++) await page.keyboard.press("ArrowRight");
    await expect(this.#app.tile(position)).toHaveAttribute("aria-selected", "true");
  }

  said(words: string | RegExp): Locator {
    return this.#app.page.getByRole("status").filter({ hasText: words }).last();
  }
}

interface CaptionedLibrary {
  directory: string;
  /** By the photo's number; all written by the machine. */
  captions: ReadonlyMap<string, string>;
}

interface Fixtures {
  captions: Captions;
}

/** On the demo photos, each with a caption of the captioner of tests; each test on a copy of its own. */
export const test = base.extend<Fixtures, { captioned: CaptionedLibrary }>({
  captioned: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const directory = await mkdtemp(join(tmpdir(), "shoebox-captioned-"));
      const library = join(directory, "library");
      await cp(demoLibrary(), library, { recursive: true });
      await inLibrary(library, "start");
      await use({ directory: library, captions: await exported(library, join(directory, "captions.jsonl")) });
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: "worker" },
  ],

  server: async ({ captioned, directory, serve }, use) => {
    const library = join(directory, "library");
    await cp(captioned.directory, library, { recursive: true });
    await use(await serve({ library, environment: captionModelsEnvironment }));
  },

  captions: async ({ app, captioned }, use) => {
    await use(new Captions(app, captioned.captions));
  },
});

function inLibrary(library: string, ...args: string[]): Promise<string> {
  return shoeboxIn(captionModelsEnvironment, "captions", ...args, "--library", library);
}

async function exported(library: string, path: string): Promise<Map<string, string>> {
  await inLibrary(library, "export", path);
  const lines = (await readFile(path, "utf8")).trim().split("\n");
  return new Map(
    lines
      .map((line) => JSON.parse(line) as { assetId: number; caption: string })
      .map(({ assetId, caption }) => [String(assetId), caption]),
  );
}

/** The number of the photo on each tile that is drawn, with its name. */
export async function namesOf(page: Page): Promise<Map<string, string>> {
  const tiles = page.getByRole("gridcell");
  const names = await tiles.evaluateAll((all) =>
    all.map((tile) => [tile.getAttribute("data-asset-id"), tile.getAttribute("aria-label")]),
  );
  return new Map(names as [string, string][]);
}

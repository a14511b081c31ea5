import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { runDirectory } from "./run-directory.ts";
import { type ServeOptions, type Server, shoebox } from "./shoebox.ts";

/** Of all transformations those that a review meets most; "hard-negatives" are shots of one moment. */
const kinds = ["originals", "identical", "jpeg-50", "resized-50", "hard-negatives"];
export const originals = 3;

const drawn = () => join(runDirectory(), "duplicates");

/** A labelled set of the demo generator, drawn once for all tests of a run: whoever comes second waits for it. */
export async function drawDuplicates(): Promise<void> {
  const isMine = await mkdir(`${drawn()} are drawn`).then(
    () => true,
    () => false,
  );
  if (!isMine) {
    await expect.poll(() => existsSync(drawn()), { timeout: 280_000 }).toBe(true);
    return;
  }
  const unfinished = `${drawn()}-unfinished`;
  await shoebox("demo", unfinished, "--duplicates", "--count", String(originals), "--seed", "11");
  for (const entry of await readdir(unfinished, { withFileTypes: true })) {
    if (entry.isDirectory() && !kinds.includes(entry.name))
      await rm(join(unfinished, entry.name), { recursive: true });
  }
  await rename(unfinished, drawn());
}

/** A test's own copy of the set, indexed and compared, and a server on it whose trash is the test's, too. */
export async function serveDuplicates(
  directory: string,
  serve: (options: Partial<ServeOptions>) => Promise<Server>,
  prepare: (photos: string) => Promise<Partial<ServeOptions>> = async () => ({}),
): Promise<{ server: Server; photos: string }> {
  const [photos, library] = [join(directory, "Photos"), join(directory, "reviewed")];
  await cp(drawn(), photos, { recursive: true });
  await shoebox("index", photos, "--library", library, "--json");
  // Answers when all photos have been compared.
  await shoebox("duplicates", "--library", library, "--json");
  const environment = { XDG_DATA_HOME: join(directory, "share") };
  return { server: await serve({ library, environment, ...(await prepare(photos)) }), photos };
}

/** Every photo below a folder with what is in it, in an order of its own. */
export async function contentsOf(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== "duplicates.jsonl");
  const lines = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    const hash = createHash("sha256").update(await readFile(path));
    return `${relative(directory, path)} ${hash.digest("hex")}`;
  });
  return (await Promise.all(lines)).sort();
}

/** The Duplicates screen as a person finds their way on it. */
export class Review {
  readonly page: Page;
  readonly list: Locator;
  readonly groups: Locator;
  readonly compare: Locator;
  readonly title: Locator;
  readonly copies: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole("listbox", { name: "Groups" });
    this.groups = this.list.getByRole("option");
    this.compare = page.getByRole("dialog", { name: "Compare copies" });
    this.title = this.compare.getByRole("heading", { level: 2 });
    this.copies = this.compare.getByRole("listbox", { name: "Copies" }).getByRole("option");
  }

  /** By keyboard: out of the search field, to the screen. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await expect(this.page.getByRole("gridcell").first()).toBeVisible();
    await this.press("ArrowDown", "d");
    await expect(this.page.locator("section:focus-within")).toHaveAccessibleName("Duplicates");
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** By keyboard, as soon as the control takes keys. */
  async pressOn(control: Locator, ...keys: string[]): Promise<void> {
    await expect(control).toBeEnabled();
    await control.focus();
    await this.press(...keys);
  }

  said(words: string | RegExp): Locator {
    return this.page.getByRole("status").or(this.page.getByRole("alert")).filter({ hasText: words }).last();
  }
}

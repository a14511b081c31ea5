import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";
import type { App } from "./app.ts";
import { test } from "./fixtures.ts";
import { Gate } from "./gate.ts";

const url = process.env.SHOEBOX_QDRANT_TEST_URL?.replace(/\/+$/, "");

interface QdrantFixture {
  /** A door before the real server, which can be closed. */
  gate: Gate;
  /** A collection's name that nobody else has; it goes with the test. */
  collection: string;
}

/** What such a test can ask for. */
interface Parts {
  app: App;
  page: Page;
  directory: string;
  qdrant: QdrantFixture;
}

const withQdrant = test.extend<{ qdrant: QdrantFixture }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  qdrant: async ({}, use) => {
    const gate = await Gate.before(url ?? "");
    const collection = `shoebox-page-${randomUUID().slice(0, 8)}`;
    await use({ gate, collection });
    await gate.close();
    await fetch(`${url}/collections/${collection}`, { method: "DELETE" });
  },
});

/**
 * Tests that only a real server can pass: the one that SHOEBOX_QDRANT_TEST_URL names. Where none is named they are marked
 * as not run, by name and in the output.
 */
export function testOnQdrant(name: string, body: (parts: Parts) => Promise<void>): void {
  if (url !== undefined) {
    withQdrant(name, body);
    return;
  }
  test(`NOT TESTED, for want of a Qdrant server: ${name}`, () => {
    console.warn(`NOT TESTED: SHOEBOX_QDRANT_TEST_URL names no Qdrant server: ${name}`);
  });
}

const scrolled = z.object({
  result: z.object({ points: z.array(z.object({ id: z.union([z.string(), z.number()]) })) }),
});

/** Takes one photo out of a collection behind everybody's back. */
export async function loseOnePoint(collection: string): Promise<void> {
  const post = (path: string, body: unknown) =>
    fetch(`${url}/collections/${collection}/points/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const answer = scrolled.parse(await (await post("scroll", { limit: 1, with_payload: false })).json());
  await post("delete?wait=true", { points: answer.result.points.map(({ id }) => id) });
}

/** Settings > Vectors, as a person finds their way on it. */
export class Vectors {
  readonly page: Page;
  readonly section: Locator;
  readonly address: Locator;
  readonly inUse: Locator;

  constructor(page: Page) {
    this.page = page;
    this.section = page.getByRole("region", { name: "Vectors" });
    this.address = this.section.getByLabel("Address of a Qdrant server");
    this.inUse = this.section.getByRole("status").filter({ hasText: "In use:" });
  }

  async open(): Promise<void> {
    await this.page.getByRole("button", { name: /^Settings/ }).click();
    await expect(this.inUse).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.section.getByRole("button", { name });
  }

  /** By keyboard; done when the server has taken over. */
  async use(address: string, collection: string): Promise<void> {
    await this.button(/^More/).click();
    await this.section.getByLabel("Collection", { exact: true }).fill(collection);
    await this.address.fill(address);
    await this.address.press("Enter");
    await expect(this.inUse).toContainText(`Qdrant at ${address}`);
    await expect(this.button("Back to this library’s folder")).toBeVisible();
  }

  /** What a check or a repair says. */
  async says(button: string, words: string | RegExp): Promise<void> {
    await this.button(button).click();
    await expect(this.section).toContainText(words);
  }
}

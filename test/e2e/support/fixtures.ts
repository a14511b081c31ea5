import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { App } from "./app.ts";
import { demoLibrary } from "./run-directory.ts";
import { type ServeOptions, Server } from "./shoebox.ts";

export { expect };

export interface Options {
  /**
   * - "shared": the indexed demo photos, on one server for all tests that leave the library as it is
   * - "copy": the same, for this test alone
   * - "empty": nothing yet
   */
  libraryKind: "shared" | "copy" | "empty";
  /** What the browser may complain of in this test; anything else fails it. */
  expectedComplaints: RegExp[];
  /** Of the test's own server; see `ServeOptions`. */
  niceness: number;
}

export interface Fixtures {
  /** A folder of this test's own, gone after it. */
  directory: string;
  /** Starts a server that is gone when the test is. */
  serve(options?: Partial<ServeOptions>): Promise<Server>;
  server: Server;
  /** The page, open and connected. */
  app: App;
}

export const test = base.extend<Fixtures & Options, { sharedServer: Server }>({
  libraryKind: ["shared", { option: true }],
  expectedComplaints: [[], { option: true }],
  niceness: [0, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  directory: async ({}, use) => {
    const directory = await mkdtemp(join(tmpdir(), "shoebox-page-"));
    await use(directory);
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  },

  sharedServer: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const library = await mkdtemp(join(tmpdir(), "shoebox-shared-"));
      await cp(demoLibrary(), library, { recursive: true });
      const server = await Server.start({ library });
      await use(server);
      await server.stop();
      await rm(library, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: "worker" },
  ],

  serve: async ({ directory, niceness }, use) => {
    const servers: Server[] = [];
    await use(async (options = {}) => {
      const server = await Server.start({ library: join(directory, "library"), niceness, ...options });
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.kill()));
  },

  server: async ({ libraryKind, sharedServer, serve, directory }, use) => {
    if (libraryKind === "shared") return use(sharedServer);
    const library = join(directory, "library");
    if (libraryKind === "copy") await cp(demoLibrary(), library, { recursive: true });
    await use(await serve({ library }));
  },

  page: async ({ page, expectedComplaints, server }, use, testInfo) => {
    const complaints = complaintsOf(page);
    await use(page);
    if (testInfo.status !== testInfo.expectedStatus) await describeFailure(page, server);
    // Before its server goes: a page that is left alone with none complains of that.
    await page.close();
    const isExpected = (complaint: string) => expectedComplaints.some((pattern) => pattern.test(complaint));
    expect(complaints.filter((complaint) => !isExpected(complaint))).toEqual([]);
  },

  app: async ({ page, server }, use) => {
    const app = new App(page, server);
    await app.open();
    await use(app);
  },
});

/** Into the run's log, which is all that is left of it on a machine that nobody can look at. */
async function describeFailure(page: Page, server: Server): Promise<void> {
  const shown = await page
    .locator("body")
    .ariaSnapshot({ timeout: 5000 })
    .catch((error: unknown) => `cannot be said: ${error}`);
  console.log(`The page then:\n${shown}\nThe server's log:\n${server.log.join("")}`);
}

/** Errors in the console (violations of the content policy among them), uncaught errors, refused requests. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  return complaints;
}

import type { ShoeboxClient } from "../../../src/contract/index.ts";
import { pageApiScript } from "./bundle-page-api.ts";
import type { ShellUnderTest } from "./shell-under-test.ts";

type PageGlobal = typeof globalThis & {
  pageApi: { connect(): Promise<ShoeboxClient> };
  pageApiClient: ShoeboxClient;
};

/** Shells whose page has the test's script from its start. */
const prepared = new WeakSet<ShellUnderTest>();

/** Calls the API from inside of the page, through the bridge and a port of its own: the way of the page itself. */
export class PageApi {
  readonly #shell: ShellUnderTest;

  private constructor(shell: ShellUnderTest) {
    this.#shell = shell;
  }

  /** The first time in a shell, its page is loaded again. */
  static async connect(shell: ShellUnderTest): Promise<PageApi> {
    if (!prepared.has(shell)) {
      await shell.page.addInitScript(`${pageApiScript()}\nglobalThis.pageApi = pageApi;`);
      await shell.page.reload();
      prepared.add(shell);
    }
    await shell.page.evaluate(async () => {
      const page = globalThis as PageGlobal;
      page.pageApiClient = await page.pageApi.connect();
    });
    return new PageApi(shell);
  }

  /** `call("library.stats")`. */
  async call<Answer>(path: string, input?: unknown): Promise<Answer> {
    return this.#shell.page.evaluate(
      async ([names, value]) => {
        type Step = Record<string, unknown> & ((input: unknown) => Promise<unknown>);
        let procedure = (globalThis as PageGlobal).pageApiClient as unknown as Step;
        for (const name of names) procedure = procedure[name] as Step;
        return (await procedure(value)) as never;
      },
      [path.split("."), input] as const,
    ) as Promise<Answer>;
  }
}

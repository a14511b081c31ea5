import { mkdtemp, rm } from "node:fs/promises";
import type { OutgoingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstLine, start } from "../../helpers/command-line.ts";
import { ask, type HttpAnswer } from "../../helpers/http.ts";
import { jpeg, put } from "../../helpers/pictures.ts";

export const photoCount = 4;

export interface ServedLibrary {
  url: string;
  port: number;
  token: string;
  /** Folder with the photos that are in the library. */
  photos: string;
  /** A folder for what a test wants to add. */
  scratch: string;
  /** The Cookie header of a browser that has opened the address. */
  cookie: string;
  /** Asks as a page of the server does. */
  ask(path: string, options?: { method?: string; headers?: OutgoingHttpHeaders }): Promise<HttpAnswer>;
  close(): Promise<{ exitCode: number | null; stderr: string }>;
}

/** Serves a library of a few photos, as `shoebox serve` with these options does for a person. */
export async function serveLibrary(...options: string[]): Promise<ServedLibrary> {
  const scratch = await mkdtemp(join(tmpdir(), "shoebox-serve-"));
  const photos = join(scratch, "photos");
  for (let number = 0; number < photoCount; number++) {
    await put(join(photos, `${number}.jpg`), await jpeg(number));
  }
  const args = ["serve", photos, "--port", "0", "--json", "--library", join(scratch, "library"), ...options];
  const running = start(args);
  const { url, port, token } = JSON.parse(await firstLine(running));
  const cookie = `shoebox_token_${port}=${token}`;
  return {
    url,
    port,
    token,
    photos,
    scratch,
    cookie,
    ask: (path, { method = "GET", headers = {} } = {}) =>
      ask(port, path, { method, headers: { Cookie: cookie, ...headers } }),
    close: async () => {
      running.child.kill("SIGTERM");
      const { exitCode, stderr } = await running.ended;
      await rm(scratch, { recursive: true, force: true });
      return { exitCode, stderr };
    },
  };
}

import { rankedWords } from "./support/app.ts";
import { expect, test } from "./support/fixtures.ts";

test.use({ libraryKind: "copy", expectedComplaints: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET/] });

const token = "a-token-that-stays-the-same";

test("a lost connection is said, and comes back by itself with what was on the page", async ({
  page,
  app,
  serve,
  server,
}) => {
  await server.stop();
  const first = await serve({ library: server.library, token });
  await page.goto(first.url);
  await expect(app.tile(0)).toBeVisible();
  const photos = await app.firstAssetIds();
  const banner = page.getByText("Reconnecting to Shoebox’s engine…");

  await first.kill();
  await expect(banner).toBeVisible();
  await expect(app.tile(0)).toBeVisible();
  await app.searchField.fill("a dog by the sea");

  await serve({ library: server.library, token, port: first.port });
  await expect(banner).toBeHidden();
  // What was asked for meanwhile is answered now.
  await expect(page.getByText(rankedWords)).toBeVisible();
  await app.searchField.press("Escape");
  await expect.poll(() => app.firstAssetIds()).toEqual(photos);
});

import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { jpeg } from "../helpers/pictures.ts";
import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { Gate } from "./support/gate.ts";
import { demoPhotoCount } from "./support/global-setup.ts";
import { loseOnePoint, testOnQdrant, Vectors } from "./support/qdrant.ts";

test.use({ libraryKind: "copy" });

test("an address where nothing answers, or where no Qdrant does, is refused in words and changes nothing", async ({
  app,
  page,
}) => {
  const vectors = new Vectors(page);
  await vectors.open();
  await expect(vectors.inUse).toContainText("In this library’s folder");

  const gate = await Gate.before(app.server.url);
  await gate.close();
  await vectors.address.fill(gate.url);
  await vectors.address.press("Enter");
  const alert = vectors.section.getByRole("alert");
  await expect(alert).toContainText("VECTOR_STORE_UNREACHABLE");
  await expect(alert).toContainText(gate.url);
  await expect(alert).toContainText("Start it, or choose the embedded one.");

  await vectors.address.fill(new URL(app.server.url).origin);
  await expect(alert).toBeHidden();
  await vectors.address.press("Enter");
  await expect(alert).toBeVisible();
  await vectors.address.fill("http://127.0.0.1:6333/dashboard");
  await vectors.address.press("Enter");
  await expect(alert).toContainText("QUERY_INVALID");
  await expect(vectors.inUse).toContainText("In this library’s folder");
});

test("a server that takes no key but its own leads to the field for it, and what is typed is never shown again", async ({
  app: _,
  page,
}) => {
  const refusing = createServer((_request, response) => response.writeHead(401).end()).listen(0, "127.0.0.1");
  await once(refusing, "listening");
  const { port } = refusing.address() as AddressInfo;
  try {
    const vectors = new Vectors(page);
    await vectors.open();
    await vectors.address.fill(`http://127.0.0.1:${port}`);
    await vectors.address.press("Enter");
    await expect(vectors.section.getByRole("alert")).toContainText("VECTOR_STORE_KEY_REFUSED");
    const key = vectors.section.getByLabel("Key", { exact: true });
    await expect(key).toBeVisible();
    await key.fill("no such key");
    await key.press("Enter");
    await expect(vectors.section.getByRole("alert")).toContainText("VECTOR_STORE_KEY_REFUSED");
    await expect(vectors.section).not.toContainText("no such key");
    await page.reload();
    await vectors.open();
    await vectors.button(/^More/).click();
    await expect(key).toHaveValue("");
  } finally {
    refusing.closeAllConnections();
    refusing.close();
  }
});

test("the index in the library's own folder is checked and made anew", async ({ app, page }) => {
  const vectors = new Vectors(page);
  await vectors.open();
  const fine = `All ${demoPhotoCount} photos are there, and nothing else.`;
  await vectors.says("Check", fine);
  await vectors.button("Make it anew").click();
  await expect(page.getByRole("status").filter({ hasText: "It is made anew" })).toBeVisible();
  await page.keyboard.press("p");
  await app.find("two apples");
  await expect(app.tiles.nth(5)).toBeVisible();
});

testOnQdrant(
  "a server is filled while search goes on, takes over, is checked and mended, and is left again without a trace",
  async ({ app, page, qdrant }) => {
    const vectors = new Vectors(page);
    await app.find("two apples");
    const found = await app.firstAssetIds();
    await vectors.open();
    await vectors.use(qdrant.gate.url, qdrant.collection);
    await expect(vectors.section).toContainText("Connected");
    await expect(vectors.section).toContainText(/Qdrant 1\.\d+/);
    await expect(vectors.section).toContainText(`${demoPhotoCount} photos of this library`);
    expect(await violationsOf(page)).toEqual([]);

    const fine = `All ${demoPhotoCount} photos are there, and nothing else.`;
    await vectors.says("Check", fine);
    await loseOnePoint(qdrant.collection);
    await vectors.says("Check", "Found: 1 photo missing.");
    await vectors.says("Repair", "Repaired: 1 photo missing.");
    await vectors.says("Check", fine);

    await page.getByRole("button", { name: /^Photos/ }).click();
    await app.answered("two apples");
    expect(await app.firstAssetIds()).toEqual(found);

    await vectors.open();
    await vectors.button("Back to this library’s folder").click();
    await expect(vectors.inUse).toContainText("In this library’s folder");
    await vectors.button(/^Take this library out of/).click();
    const question = page.getByRole("dialog");
    await expect(question).toContainText("What goes:");
    await expect(question).toContainText("What stays:");
    expect(await violationsOf(page)).toEqual([]);
    await question.getByRole("button", { name: "Take it out" }).click();
    await expect(page.getByText("This library’s photos are out of the server")).toBeVisible();
    await expect(vectors.button(/^Take this library out of/)).toBeHidden();
  },
);

testOnQdrant(
  "while the server is away search goes on and says so, photos wait for it, and are sent when it is back",
  async ({ app, page, qdrant, directory }) => {
    const vectors = new Vectors(page);
    await vectors.open();
    await vectors.use(qdrant.gate.url, qdrant.collection);
    await page.getByRole("button", { name: /^Photos/ }).click();
    await app.find("two apples");
    const found = await app.firstAssetIds();

    await qdrant.gate.close();
    await app.find("a dog");
    const notice = page.getByRole("status").filter({ hasText: "Qdrant is away" });
    await expect(notice).toContainText("the library’s own vectors were searched");
    await app.find("two apples");
    await expect(notice).toBeVisible();
    expect(await app.firstAssetIds()).toEqual(found);

    for (const number of [0, 1, 2]) await writeFile(join(directory, `${number}.jpg`), await jpeg(number));
    await app.addFolder(directory);
    await expect(page.getByText("3 photos wait for Qdrant").first()).toBeVisible();
    await vectors.open();
    await expect(vectors.section).toContainText(/Away(, tried again at|$)/);
    await expect(vectors.section).toContainText("3 photos wait for Qdrant: they are sent when it is back");
    await expect(vectors.section).toContainText("Search goes on");
    expect(await violationsOf(page)).toEqual([]);

    await qdrant.gate.open();
    await expect(vectors.section).toContainText("Connected");
    await expect(vectors.section).toContainText(`${demoPhotoCount + 3} photos of this library`);
    await expect(vectors.section).not.toContainText("wait for Qdrant");
  },
);

testOnQdrant("in dark and as narrow as a window gets it can be read", async ({ app: _, page, qdrant }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 900, height: 700 });
  const vectors = new Vectors(page);
  await vectors.open();
  await vectors.button(/^More/).click();
  expect(await violationsOf(page)).toEqual([]);
  await vectors.button("Less").click();
  await vectors.use(qdrant.gate.url, qdrant.collection);
  await vectors.button("Another server or key…").click();
  expect(await violationsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 900, height: 500 });
  const width = await vectors.section.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(width).toBe(0);
});

import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { pyramidBytes } from "../../../src/core/imaging/tiles/index.ts";
import { Pyramids } from "../../../src/core/photos/pyramids.ts";
import { startTilePool } from "../../../src/core/workers/tile-pool.ts";
import { picture } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const side = 1000;
const size = { width: side, height: side };
/** A little more than one takes. */
const bytesEach = 1.1 * pyramidBytes(size, 3);

async function scene(mostBytes: number) {
  const [directory, photos] = [join(await temporaryDirectory(), "tiles"), await temporaryDirectory()];
  const pyramids = new Pyramids({ directory, pool: startTilePool(), mostBytes });
  onTestFinished(() => pyramids.close());
  const source = async (number: number) => {
    const path = join(photos, `${number}.png`);
    await writeFile(path, await picture(number, { width: side, height: side }).png().toBuffer());
    return { key: `photo${number}`, path, format: "png" as const, size };
  };
  return { pyramids, source, kept: async () => (await readdir(directory)).sort() };
}

describe("the pyramids that are kept", () => {
  it("are as many as there is room for: the one that was not used for longest goes", async () => {
    const { pyramids, source, kept } = await scene(2 * bytesEach);
    for (const number of [1, 2]) await pyramids.open(await source(number));
    expect(pyramids.get("photo1")).toBeDefined();
    await pyramids.open(await source(3));
    expect(await kept()).toEqual(["photo1.tif", "photo3.tif"]);
    expect(pyramids.get("photo2")).toBeUndefined();
    await pyramids.open(await source(2));
    expect(pyramids.get("photo2")).toBeDefined();
  });

  it("are made once for all who wait", async () => {
    const { pyramids, source } = await scene(10 * bytesEach);
    const first = await source(1);
    const [one, other] = await Promise.all([pyramids.open(first), pyramids.open(first)]);
    expect(one).toBe(other);
  });

  it("are not begun when nobody waits any more", async () => {
    const { pyramids, source, kept } = await scene(10 * bytesEach);
    const [first, second, third] = [await source(1), await source(2), await source(3)];
    const givenUp = new AbortController();
    const made = pyramids.open(first);
    const never = pyramids.open(second, givenUp.signal);
    const halfGivenUp = [pyramids.open(third), pyramids.open(third, givenUp.signal)];
    givenUp.abort(new Error("nobody looks"));
    await expect(never).rejects.toThrow("nobody looks");
    await expect(halfGivenUp[1]).rejects.toThrow("nobody looks");
    await Promise.all([made, halfGivenUp[0]]);
    expect(await kept()).toEqual(["photo1.tif", "photo3.tif"]);
  });

  it("given up while they are made are there for who comes back", async () => {
    const { pyramids, source, kept } = await scene(10 * bytesEach);
    const first = await source(1);
    const givenUp = new AbortController();
    const left = pyramids.open(first, givenUp.signal);
    givenUp.abort(new Error("turned away"));
    await expect(left).rejects.toThrow("turned away");
    expect((await pyramids.open(first)).width).toBe(side);
    expect(await kept()).toEqual(["photo1.tif"]);
  });

  it("larger than all the room are refused", async () => {
    const { pyramids, source } = await scene(bytesEach / 4);
    await expect(pyramids.open(await source(1))).rejects.toMatchObject({ code: "TOO_LARGE" });
  });
});

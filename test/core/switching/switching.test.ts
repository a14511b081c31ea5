import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { testModels } from "../../helpers/models.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

async function folderOf(count: number): Promise<string> {
  const folder = await temporaryDirectory();
  for (let number = 0; number < count; number++) await put(join(folder, `${number}.jpg`), await jpeg(number));
  return folder;
}

const totalOf = async (core: Core) => (await core.client.search.text({ query: "a dog" })).total;

describe("another model", () => {
  it("takes over once its vectors are whole, and going back is instant while the old ones are kept", async () => {
    const { directory: modelsDirectory } = await testModels("second");
    const core = await openCore({ modelsDirectory });
    await index(core, await folderOf(40));
    const { models } = core.context.services;
    await models.use("second");
    expect(models.inUse?.id).toBe("demo");
    expect(models.wanted?.id).toBe("second");
    await core.switched();
    expect(models.inUse?.id).toBe("second");
    expect(models.wanted).toBeUndefined();
    const after = await core.client.search.text({ query: "a dog" });
    expect(after.model.id).toBe("second");
    expect(after.total).toBe(40);
    await models.use("demo");
    expect(models.inUse?.id).toBe("demo");
    expect(await totalOf(core)).toBe(40);
  });
});

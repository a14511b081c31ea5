import { expect, test } from "vitest";
import { openCatalog } from "../../../src/core/catalog/index.ts";
import { planOf } from "../../../src/core/query/index.ts";
import { factsOf } from "../../helpers/facts-of.ts";
import { putPhotos } from "../../helpers/photos-in-catalog.ts";
import { plainFacts } from "../../helpers/plain-facts.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

test("plain words and dates are understood before the columns are read, a camera as soon as they are", async () => {
  const catalog = openCatalog(await temporaryDirectory());
  putPhotos(catalog, [plainFacts(0, { camera: "Google Pixel 7" })]);
  const facts = factsOf(catalog);
  const readings = async (query: string) => {
    let count = 0;
    const plan = await facts.understood((context) => {
      count += 1;
      return planOf(query, context);
    });
    return { count, plan };
  };
  expect(await readings("a dog by the sea last summer -people")).toMatchObject({
    count: 1,
    plan: { description: "a dog by the sea", excluded: ["people"] },
  });
  expect(await readings("camera:pixel")).toMatchObject({
    count: 2,
    plan: { filter: { kind: "is", field: "camera", values: ["Google Pixel 7"] } },
  });
  await expect(readings("camra:pixel")).rejects.toMatchObject({ code: "QUERY_INVALID" });
  catalog.close();
});

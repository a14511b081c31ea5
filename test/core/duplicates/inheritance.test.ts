import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { randomFrom, randomScene, renderScene } from "../../../src/core/demo/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const packet = (inner: string) => `<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4">
${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const keywords = "<dc:subject><rdf:Bag><rdf:li>beach</rdf:li><rdf:li>Anna</rdf:li></rdf:Bag></dc:subject>";

test("what a person wrote into the copy that goes is offered to the one that stays", async () => {
  const directory = await temporaryDirectory();
  const scene = randomScene(randomFrom("inheritance"));
  const drawn = await (await renderScene(scene, { width: 900, height: 675 }))
    .jpeg({ quality: 95 })
    .toBuffer();
  await put(join(directory, "large.jpg"), drawn);
  const small = sharp(drawn).resize(450).jpeg({ quality: 80 }).withXmp(packet(keywords));
  await put(join(directory, "small.jpg"), await small.toBuffer());
  const core = await openCore();
  await index(core, directory);
  await core.context.services.duplicates.finder.settled();

  const { groups } = await core.client.duplicates.list({ tier: "same-picture" });
  expect(groups[0]?.members[0]?.path).toMatch(/large\.jpg$/);
  const { fields } = await core.client.duplicates.inheritance({ groupId: groups[0]?.id ?? "" });
  const offered = Object.fromEntries(
    fields.map(({ field, kept, offered }) => [field, [kept, offered[0]?.value]]),
  );
  expect(offered.rating).toEqual([null, "4 of 5 stars"]);
  expect(offered.keywords).toEqual([null, "beach, Anna"]);
});

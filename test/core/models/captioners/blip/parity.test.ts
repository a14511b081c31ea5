import { describe, expect, it } from "vitest";
import { loadBlipWriter } from "../../../../../src/core/models/captioners/blip/blip-writer.ts";
import type { Hypothesis } from "../../../../../src/core/models/captioners/blip/search.ts";
import {
  type BlipModel,
  type BlipReference,
  blipReferences,
  generationOf,
  randomBlip,
  referencePictures,
  smallBlip,
} from "../../../../helpers/blip-models.ts";

const references = await blipReferences();
const [smallPictures, tinyPictures] = [await referencePictures(96), await referencePictures(32)];

const tokensOf = (written: readonly (readonly Pick<Hypothesis, "tokens">[])[]) =>
  written.map((hypotheses) => hypotheses.map(({ tokens }) => tokens));

async function together(model: BlipModel, pictures: readonly Uint8Array[]) {
  const writer = await loadBlipWriter(model, 1);
  try {
    return await writer.write(Buffer.concat(pictures));
  } finally {
    await writer.close();
  }
}

async function oneByOne(model: BlipModel, pictures: readonly Uint8Array[]) {
  const writer = await loadBlipWriter(model, 1);
  try {
    const written: Hypothesis[][] = [];
    for (const picture of pictures) written.push(...(await writer.write(picture)));
    return written;
  } finally {
    await writer.close();
  }
}

describe.each(Object.entries(references.random))("random weights, %s", (_, reference: BlipReference) => {
  const generation = generationOf(reference);

  it("writes the tokens that Hugging Face's generate writes, of a batch and of each picture alone", async () => {
    const model = randomBlip(true, { generation });
    expect(tokensOf(await together(model, tinyPictures))).toEqual(tokensOf(reference.written));
    expect(tokensOf(await oneByOne(model, tinyPictures))).toEqual(tokensOf(reference.written));
  });

  it("writes them without a cache too", async () => {
    const model = randomBlip(false, { generation });
    expect(tokensOf(await together(model, tinyPictures))).toEqual(tokensOf(reference.written));
  });
});

describe.each(Object.entries(references.small))("the small captioner, %s", (_, reference: BlipReference) => {
  it("writes the tokens that Hugging Face's generate writes, of a batch and of each picture alone", async () => {
    const model = smallBlip({ generation: generationOf(reference) });
    expect(tokensOf(await together(model, smallPictures))).toEqual(tokensOf(reference.written));
    expect(tokensOf(await oneByOne(model, smallPictures))).toEqual(tokensOf(reference.written));
  });
});

it("a hypothesis' logarithm of probability is what generate scores it with, where no rule changes scores", async () => {
  const reference = references.random["3 beams, length of no account"] as BlipReference;
  const written = await together(randomBlip(true, { generation: generationOf(reference) }), tinyPictures);
  for (const [picture, hypotheses] of written.entries()) {
    for (const [place, { logProbability }] of hypotheses.entries()) {
      expect(logProbability).toBeCloseTo(reference.written[picture]?.[place]?.score ?? Number.NaN, 2);
    }
  }
});

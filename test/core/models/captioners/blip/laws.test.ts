import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import {
  type BlipWriter,
  loadBlipWriter,
} from "../../../../../src/core/models/captioners/blip/blip-writer.ts";
import { randomBlip } from "../../../../helpers/blip-models.ts";

const opened: BlipWriter[] = [];
afterAll(() => Promise.all(opened.map((writer) => writer.close())));

async function writerOf(hasCache: boolean, beams: number) {
  const generation = { beams, mostTokens: 10, repetitionPenalty: 1.1 };
  const writer = await loadBlipWriter(randomBlip(hasCache, { generation }), 1);
  opened.push(writer);
  return writer;
}

const picture = fc.uint8Array({ minLength: 32 * 32 * 3, maxLength: 32 * 32 * 3 });
const pictures = fc.array(picture, { minLength: 1, maxLength: 4 });

const written = async (writer: BlipWriter, batch: readonly Uint8Array[]) => {
  const hypotheses = await writer.write(Buffer.concat(batch));
  return hypotheses.map((some) => some.map(({ tokens }) => tokens));
};

describe.each([1, 3])("with %i beams, of any pictures", async (beams) => {
  const [cached, whole] = [await writerOf(true, beams), await writerOf(false, beams)];

  it("a batch is written as each of its pictures is", async () => {
    await fc.assert(
      fc.asyncProperty(pictures, async (batch) => {
        const alone = [];
        for (const one of batch) alone.push(...(await written(cached, [one])));
        expect(await written(cached, batch)).toEqual(alone);
      }),
      { numRuns: 15 },
    );
  });

  it("keys and values that are kept change nothing", async () => {
    await fc.assert(
      fc.asyncProperty(pictures, async (batch) => {
        expect(await written(cached, batch)).toEqual(await written(whole, batch));
      }),
      { numRuns: 15 },
    );
  });
});

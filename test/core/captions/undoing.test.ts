import fc from "fast-check";
import { expect, test } from "vitest";
import { CaptionChanges } from "../../../src/core/captions/caption-changes.ts";
import { keepSentence } from "../../../src/core/captions/keep-sentence.ts";
import { nextStepOf } from "../../../src/core/captions/next-step.ts";
import { type Catalog, openCatalog } from "../../../src/core/catalog/index.ts";
import { isShoeboxError } from "../../../src/core/errors.ts";
import { type CaptioningModel, captionerKeyOf } from "../../../src/core/models/captioners/captioner.ts";
import { readManifest } from "../../../src/core/models/manifest/read-manifest.ts";
import { isCaptionerEntry } from "../../../src/core/models/manifest/schema.ts";
import { captionerModels } from "../../helpers/captioners.ts";
import { putAssets } from "../../helpers/plain-assets.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { type Doing, PlainCaptions } from "./plain-captions.ts";

const photoCount = 3;
const sentences = ["a dog on a beach", "a cat", "two hats"];

const photo = fc.nat(photoCount - 1);
const photos = fc.uniqueArray(photo, { maxLength: photoCount });
const doing: fc.Arbitrary<Doing> = fc.oneof(
  fc.record({
    kind: fc.constant("edit" as const),
    photo,
    text: fc.constantFrom("Anna", "By the sea", "", sentences[0] as string),
  }),
  fc.record({ kind: fc.constant("reject" as const), photos }),
  fc.record({ kind: fc.constant("again" as const), photos }),
);

const step = fc.oneof(
  { weight: 4, arbitrary: doing },
  // Counted from the latest on.
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("undo" as const), back: fc.nat(4) }) },
  { weight: 3, arbitrary: fc.constant({ kind: "look" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "clear" as const }) },
);

async function captioner(): Promise<CaptioningModel> {
  const { directory } = await captionerModels();
  const { models } = await readManifest(directory);
  const entry = models.find(isCaptionerEntry);
  return { entry: entry ?? expect.fail("The manifest names no captioner."), directory };
}

/** As the stage does it, with a captioner that says the same of every photo. */
function look(catalog: Catalog, assetIds: readonly number[], model: CaptioningModel): void {
  const said = sentences.map((text) => ({ text, confidence: 1 }));
  catalog.transaction(() => {
    for (const situation of catalog.captions.situations(assetIds)) {
      const step = nextStepOf(situation, { mode: "all", key: captionerKeyOf(model) });
      if (step === "write") keepSentence(catalog, situation, { model, sentences: said });
    }
  });
}

function carryOut(changes: CaptionChanges, one: Doing, assetIds: readonly number[]) {
  const idsOf = (rows: readonly number[]) => rows.map((row) => assetIds[row] as number);
  switch (one.kind) {
    case "edit":
      return changes.edit(assetIds[one.photo] as number, one.text);
    case "reject":
      return changes.reject(idsOf(one.photos));
    case "again":
      return changes.askAgain(idsOf(one.photos));
  }
}

/** All that is known of each photo's caption; and what its standing, which is kept, says of it. */
function stateOf(catalog: Catalog, assetIds: readonly number[], before: ReturnType<typeof countsOf>) {
  const now = countsOf(catalog);
  return {
    photos: catalog.captions.situations(assetIds).map(({ assetId, ownText, rejected, avoided, machine }) => ({
      own: ownText,
      rejected,
      avoided,
      machine: machine ? machine.text : undefined,
      shown: catalog.captions.shownOf(assetId)?.text ?? null,
      words: catalog.words.textsOf(assetId).find(({ signal }) => signal === "caption")?.text ?? null,
    })),
    shownOfMachine: now.shownOfMachine - before.shownOfMachine,
    own: now.own - before.own,
  };
}

function countsOf({ captions }: Catalog) {
  const shown = captions.counts().filter(({ standing }) => standing === "shown");
  const shownOfMachine = shown.reduce((sum, { photos: count }) => sum + count, 0);
  return { shownOfMachine, own: captions.countOwn() };
}

function plainStateOf(plain: PlainCaptions) {
  const isOfMachine = (one: PlainCaptions["photos"][number]) => one.own === null && plain.shown(one) !== null;
  return {
    photos: plain.photos.map((one) => ({
      own: one.own,
      rejected: one.rejected,
      avoided: one.avoided,
      machine: one.machine,
      shown: plain.shown(one),
      words: plain.shown(one),
    })),
    shownOfMachine: plain.photos.filter(isOfMachine).length,
    own: plain.photos.filter(({ own }) => own !== null).length,
  };
}

test("whatever is done, undone and done again, and whenever the machine looks, captions are what a plain model says", async () => {
  const model = await captioner();
  const catalog = openCatalog(await temporaryDirectory());
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 24 }), (steps) => {
      const assetIds = putAssets(catalog, photoCount);
      const before = countsOf(catalog);
      const changes = new CaptionChanges(catalog);
      const plain = new PlainCaptions(photoCount, sentences);
      const actionIds: number[] = [];
      for (const one of steps) {
        if (one.kind === "look") {
          look(catalog, assetIds, model);
          plain.look();
        } else if (one.kind === "clear") {
          catalog.transaction(() => catalog.captions.clearSome(100));
          plain.clear();
        } else if (one.kind === "undo") {
          const at = actionIds.length - 1 - (one.back % Math.max(1, actionIds.length));
          const actionId = actionIds[at];
          if (actionId === undefined) continue;
          const undoing = attempt(() => changes.undo(actionId));
          expect(undoing !== undefined).toBe(plain.undo(at));
          if (undoing) actionIds.push(undoing.actionId);
        } else {
          const { actionId } = carryOut(changes, one, assetIds);
          expect(actionId !== null).toBe(plain.do(one));
          if (actionId !== null) actionIds.push(actionId);
        }
        expect(stateOf(catalog, assetIds, before)).toEqual(plainStateOf(plain));
      }
      catalog.transaction(() => catalog.captions.clearSome(100));
    }),
    { numRuns: 500 },
  );
  catalog.close();
}, 240_000);

/** undefined where it is refused, which changes nothing. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (!isShoeboxError(error)) throw error;
    expect(["ACTION_BURIED", "ACTION_NOT_FOUND"]).toContain(error.code);
    return undefined;
  }
}

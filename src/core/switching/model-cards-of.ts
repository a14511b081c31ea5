import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import { embeddingTrial, type ModelUnderTest, type TryOut } from "../models/installing/index.ts";
import { type EmbeddingModel, embeddingModelOf, modelKeyOf } from "../models/runtime/embedding-model.ts";
import type { ModelShelf } from "../shelf/model-shelf.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import { embedPictures } from "../workers/embed-pictures.ts";
import { startInferencePool } from "../workers/inference-pool.ts";
import { ModelCards } from "./model-cards.ts";
import type { LoadedModel, ModelSwitch } from "./model-ports.ts";
import type { ModelService } from "./model-service.ts";
import { type ModelSource, openInstalled } from "./model-source.ts";
import { SpeedBook } from "./speed-book.ts";

interface ModelCardsParts {
  catalog: Catalog;
  shelf: ModelShelf;
  source: ModelSource;
  models: ModelService;
  /** Something that a card shows changed. */
  onChange: () => void;
}

/** The cards of the models that find a library's photos. */
export function modelCardsOf({ catalog, shelf, source, models, onChange }: ModelCardsParts): ModelCards {
  return new ModelCards({
    shelf,
    use: switchOf(models, source),
    speeds: new SpeedBook(catalog.libraryDirectory),
    countPhotos: () => catalog.stats.photos(),
    onChange,
  });
}

/** How a model that finds photos is tried. */
export function embeddingTrialWith(decodePool: DecodePool): TryOut {
  return embeddingTrial(async ({ entry, directory }) =>
    underTest(embeddingModelOf(entry, directory), decodePool),
  );
}

/** A model as photos and queries go through it in the app, in threads of its own. */
function underTest(model: EmbeddingModel, decodePool: DecodePool): ModelUnderTest {
  const pool = startInferencePool(model);
  const pixelsOf = async (picture: Uint8Array) => {
    const task = { bytes: new Uint8Array(picture), format: "png", shape: model.input } as const;
    const answer = await decodePool.pixels(task);
    if ("pixels" in answer) return answer.pixels;
    throw new ShoeboxError(answer.problem.code, answer.problem.message);
  };
  return {
    async embedImages(pictures) {
      const vectors = await embedPictures(await Promise.all(pictures.map(pixelsOf)), pool);
      const length = vectors.length / pictures.length;
      return pictures.map((_, row) => vectors.slice(row * length, (row + 1) * length));
    },
    embedText: (text) => pool.embedText(text),
    close: () => pool.close(),
  };
}

function switchOf(models: ModelService, source: ModelSource): ModelSwitch {
  return {
    state: () => ({ inUse: models.inUse?.id ?? null, wanted: models.wanted?.id ?? null }),
    fillingOf: (id) => models.fillingOf(id),
    troubleOf: (id) => models.troubleOf(id) ?? null,
    vectorsOf: (entry) => models.vectorsOf(modelKeyOf(entry)),
    use: (id, options) => models.use(id, options),
    cancelUse: () => models.cancelUse(),
    pause: async () => models.pause(),
    resume: async () => models.resume(),
    dropVectors: (id) => models.dropVectors(id),
    async using(id, work) {
      const open = models.atWork(id);
      if (open) return open.keepingOpen(() => work(loaded(open.model, open.inferencePool)));
      const model = await openInstalled(source, id);
      const pool = startInferencePool(model);
      return work(loaded(model, pool)).finally(() => pool.close());
    },
  };
}

function loaded({ input }: EmbeddingModel, pool: LoadedModel["pool"]): LoadedModel {
  return { widthPixels: input.width, heightPixels: input.height, pool };
}

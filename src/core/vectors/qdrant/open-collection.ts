import type { PointVectors } from "../point-store.ts";
import type { QdrantCollection } from "./collection.ts";
import { checkCollection, type NamedVector, namedVectorsOf, ownMetadata } from "./collection-check.ts";
import {
  collectionParams,
  planNumbers,
  quantizationConfig,
  quantizationFor,
  vectorParams,
} from "./collection-plan.ts";
import { indexesFor } from "./payload-indexes.ts";
import type { PlanSettings, Quantization } from "./plan-settings.ts";
import type { CollectionInfo } from "./types.ts";

/**
 * Makes a collection, or makes one that is there fit for these vectors of so many photos. Two processes may do so at once.
 * @returns how the vectors are shortened, by their names
 * @throws VECTOR_STORE_UNSUITABLE for one that cannot be
 */
export async function openCollection(
  collection: QdrantCollection,
  vectors: readonly PointVectors[],
  photos: number,
  settings: PlanSettings,
): Promise<ReadonlyMap<string, Quantization>> {
  const found = await collection.info();
  const info = found ?? (await createCollection(collection, vectors, photos, settings));
  const { isOwn } = checkCollection(collection.name, info, vectors);
  if (!isOwn) {
    await collection.write("saying whose the collection is", (client) =>
      client.updateCollection(collection.name, { metadata: ownMetadata }),
    );
  }
  for (const missing of vectors.filter(({ name }) => !namedVectorsOf(info)?.[name])) {
    await addVectors(collection, missing);
  }
  await indexPayload(collection, info);
  return quantize(collection, vectors, Math.max(photos, info.points_count ?? 0), settings);
}

async function createCollection(
  collection: QdrantCollection,
  vectors: readonly PointVectors[],
  photos: number,
  settings: PlanSettings,
): Promise<CollectionInfo> {
  const params = Object.fromEntries(vectors.map((each) => [each.name, vectorParams(each, photos, settings)]));
  return madeByAnyone(
    () =>
      collection.write("making the collection", (client) =>
        client.createCollection(collection.name, {
          vectors: params,
          ...collectionParams(settings),
          metadata: ownMetadata,
        }),
      ),
    () => collection.info(),
  );
}

/** Added later, to a collection that may be full of others' photos. They cannot be told of the disk when they are made. */
async function addVectors(collection: QdrantCollection, vectors: PointVectors): Promise<void> {
  const { name, dimensions: size } = vectors;
  await madeByAnyone(
    () =>
      collection.write("adding vectors to the collection", (client) =>
        client.createVectorName(
          collection.name,
          name,
          { dense: { size, distance: "Cosine", datatype: "float16" } },
          { wait: true },
        ),
      ),
    async () => namedVectorsOf((await collection.info()) as CollectionInfo)?.[name],
  );
  await collection.write("moving vectors to the disk", (client) =>
    client.updateCollection(collection.name, { vectors: { [name]: { on_disk: planNumbers.onDisk } } }),
  );
}

/** A collection that has grown is shortened; one that was shortened stays so, whatever it shrinks to. */
async function quantize(
  collection: QdrantCollection,
  vectors: readonly PointVectors[],
  photos: number,
  settings: PlanSettings,
): Promise<ReadonlyMap<string, Quantization>> {
  const info = await collection.info();
  const known = (info && namedVectorsOf(info)) ?? {};
  const quantizations = new Map<string, Quantization>();
  for (const { name, dimensions } of vectors) {
    const [is, wanted] = [quantizationOf(known[name]), quantizationFor(photos, dimensions, settings)];
    const config = is === "none" ? quantizationConfig(wanted) : undefined;
    if (config) {
      await collection.write("quantizing the collection", (client) =>
        client.updateCollection(collection.name, { vectors: { [name]: { quantization_config: config } } }),
      );
    }
    quantizations.set(name, config ? wanted : is);
  }
  return quantizations;
}

function quantizationOf(vector: NamedVector | undefined): Quantization {
  const config = vector?.quantization_config;
  if (typeof config !== "object" || config === null) return "none";
  return "binary" in config ? "binary" : "int8";
}

/** One after the other: each waits for the collection, and on an empty one takes no time. */
async function indexPayload(collection: QdrantCollection, info: CollectionInfo): Promise<void> {
  for (const [field_name, field_schema] of Object.entries(indexesFor(info))) {
    if (info.payload_schema[field_name]) continue;
    await collection.write(`indexing ${field_name}`, (client) =>
      client.createPayloadIndex(collection.name, { field_name, field_schema, wait: true }),
    );
  }
}

/** Where making fails since somebody else was first, or since an answer was lost, it is there all the same. */
async function madeByAnyone<Made>(
  make: () => Promise<unknown>,
  look: () => Promise<Made | undefined>,
): Promise<Made> {
  let failure: unknown;
  try {
    await make();
  } catch (error) {
    failure = error;
  }
  const made = await look();
  if (made === undefined) throw failure;
  return made;
}

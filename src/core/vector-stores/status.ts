import type { QdrantStatus, VectorsStatus } from "../../contract/vectors.ts";
import type { Catalog } from "../catalog/index.ts";
import type { StageScheduler } from "../stages/scheduler.ts";
import { vectorNameOf } from "../vectors/point-store.ts";
import type { Remote } from "./remote.ts";
import { sendingStageName } from "./sending-stage.ts";

interface StatusParts {
  catalog: Catalog;
  stages: StageScheduler;
  /** Photos that have a vector of the model with this key. */
  vectorsOf: (key: string) => number;
  remote: Remote | undefined;
  keyKeptIn: QdrantStatus["keyKeptIn"];
}

/** What a person is told of where vectors are looked up. */
export async function statusOf(parts: StatusParts): Promise<VectorsStatus> {
  const { catalog, remote } = parts;
  const { inUse, wanted } = catalog.vectorsChoice.get();
  return {
    inUse,
    wanted,
    filling: wanted === "qdrant" ? fillingOf(parts) : null,
    photos: catalog.stats.photos(),
    models: catalog.vectors.models().map(({ key, dimensions }) => ({
      key,
      vectorName: vectorNameOf(key),
      dimensions,
      vectors: parts.vectorsOf(key),
    })),
    qdrant: await qdrantStatusOf(parts),
    isFallback: inUse === "qdrant" && remote?.state !== "connected",
  };
}

function fillingOf({ catalog, stages }: StatusParts): VectorsStatus["filling"] {
  const progress = stages.progressOf(sendingStageName);
  const photosTotal = catalog.stats.photos();
  return {
    photosDone: Math.max(0, photosTotal - catalog.vectorsChoice.waiting()),
    photosTotal,
    perSecond: progress?.perSecond ?? 0,
    secondsLeft: progress?.secondsLeft ?? null,
  };
}

async function qdrantStatusOf({ catalog, remote, keyKeptIn }: StatusParts): Promise<QdrantStatus | null> {
  const { server } = catalog.vectorsChoice.get();
  if (!server) return null;
  const counts = await remote?.counts();
  const refusal = catalog.outbox.refused();
  return {
    url: server.url,
    collection: server.collection,
    state: remote?.state ?? "unused",
    serverVersion: remote?.serverVersion ?? null,
    keyKeptIn,
    trouble: remote?.why ? { code: remote.why.code, message: remote.why.message } : null,
    retryAt: remote?.retryAtMillis === undefined ? null : new Date(remote.retryAtMillis).toISOString(),
    waiting: catalog.vectorsChoice.waiting(),
    refused: refusal?.photos ?? 0,
    refusal: refusal ? { code: refusal.code, message: refusal.message } : null,
    points: counts?.own ?? null,
    allPoints: counts?.all ?? null,
  };
}

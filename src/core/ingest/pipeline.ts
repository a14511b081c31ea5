import type { PendingFile } from "../catalog/files.ts";
import { maximumBytesInFlight } from "../imaging/limits.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import { embedIsolating } from "../workers/embed-isolating.ts";
import { embedPictures } from "../workers/embed-pictures.ts";
import type { InferencePool } from "../workers/inference-pool.ts";
import { ByteBudget } from "./byte-budget.ts";
import { Channel } from "./channel.ts";
import type { Committer, DecodedFile } from "./committer.ts";
import type { MetadataReader } from "./exiftool.ts";
import { readSidecars, withExifTool } from "./facts.ts";
import type { IdentifiedFile, identify } from "./identify.ts";
import { decodeIsolating } from "./isolate.ts";
import { judgeSidecar } from "./judge-sidecar.ts";
import type { PendingFiles } from "./pending-files.ts";
import type { Throttle } from "./throttle.ts";
import type { WorkInHand } from "./work-in-hand.ts";

/** Pictures to a run of the model: from 8 on a batch costs a tenth less a picture, from 32 on nothing more. */
export const embeddingBatchSize = 32;

/** How long a half-full batch waits for the decoders. */
const batchPatienceMillis = 200;

const readersInParallel = 4;

export interface PipelineParts {
  decodePool: DecodePool;
  metadataReader: MetadataReader;
  inferencePool: InferencePool;
  committer: Committer;
  /** Waits while the job is paused or held. */
  gate: { pass(): Promise<void> };
  throttle: Throttle;
  identify: typeof identify;
  signal: AbortSignal;
  /** From when a file is opened until what came of it is written down; not while it waits for a gate. */
  inHand: WorkInHand;
}

interface OpenedFile extends IdentifiedFile {
  file: PendingFile;
  release: () => void;
}

/**
 * identify -> decode -> thumbnails committed -> embed -> vectors committed. Stages run side by side with bounded
 * queues between them. One batch at a time has thumbnails and no vectors yet: no more than that is done again after a
 * crash. Cancelling lets what is decoded be committed and drops the rest, which stays pending.
 * @param files what is to be done, asked for as there is room
 * @throws what a stage threw: DISK_FULL, MODEL_MISSING, ...
 */
export async function runPipeline(files: PendingFiles, parts: PipelineParts): Promise<void> {
  const opened = new Channel<OpenedFile>(2);
  const decoded = new Channel<DecodedFile>(embeddingBatchSize);
  const channels = [opened, decoded];
  const failure = new AbortController();
  const inner: PipelineParts = { ...parts, signal: AbortSignal.any([parts.signal, failure.signal]) };

  const stage = async (work: Promise<unknown>, output?: { close(): void }) => {
    try {
      await work;
    } catch (error) {
      failure.abort(error);
      for (const channel of channels) channel.close();
      throw error;
    } finally {
      output?.close();
    }
  };
  const outcomes = await Promise.allSettled([
    stage(identifyAll(files, opened, inner), opened),
    stage(decodeAll(opened, decoded, inner), decoded),
    stage(embedAll(decoded, inner)),
  ]);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

/** Runs `work` as many times at once as asked, until each has nothing left to do. */
function inParallel(count: number, work: () => Promise<void>): Promise<unknown> {
  return Promise.all(Array.from({ length: count }, work));
}

async function identifyAll(files: PendingFiles, output: Channel<OpenedFile>, parts: PipelineParts) {
  const budget = new ByteBudget(maximumBytesInFlight);
  const iterator = files[Symbol.asyncIterator]();
  await inParallel(readersInParallel, async () => {
    for (;;) {
      await parts.gate.pass();
      const next = await iterator.next();
      if (next.done || parts.signal.aborted) return;
      try {
        await identifyOne(next.value, output, budget, parts);
      } finally {
        files.settled();
      }
    }
  });
}

async function identifyOne(
  file: PendingFile,
  output: Channel<OpenedFile>,
  budget: ByteBudget,
  { committer, identify, decodePool, inHand }: PipelineParts,
): Promise<void> {
  await budget.acquire(file.sizeBytes);
  const release = () => budget.release(file.sizeBytes);
  const opened = await inHand.during(async () => {
    const identified = await identify(file.path);
    if (!("problem" in identified)) {
      if (committer.isNewContent(file, identified)) return { ...identified, file, release };
    } else if (!identified.isTransient || !committer.putOff(file)) {
      const { unread, album } = await judgeSidecar(file, identified, decodePool);
      committer.leaveOut(file, unread, album);
    }
    release();
    return undefined;
  });
  if (opened) await output.send(opened);
}

async function decodeAll(input: Channel<OpenedFile>, output: Channel<DecodedFile>, parts: PipelineParts) {
  const { signal, gate, inHand } = parts;
  // One more than there are threads, so that none waits for this one to hand over the next file.
  await inParallel(parts.decodePool.threads + 1, async () => {
    for (;;) {
      const opened = await input.receive();
      if (!opened) return;
      await gate.pass();
      if (signal.aborted) {
        opened.release();
        continue;
      }
      inHand.begin();
      const decoded = await decodeOne(opened, parts);
      if (decoded) await output.send(decoded);
      else inHand.end();
    }
  });
}

/** @returns undefined where it cannot be decoded; that is written down */
async function decodeOne(opened: OpenedFile, parts: PipelineParts): Promise<DecodedFile | undefined> {
  const { decodePool, committer, metadataReader, throttle } = parts;
  const { file, bytes, format, sha256, stamp, release } = opened;
  const sizeBytes = bytes.byteLength;
  const sidecars = await readSidecars(committer.sidecarsFor(file));
  const task = { bytes, format, shape: committer.inputShape, sidecars };
  const answer = await throttle.run((isPolite) => decodeIsolating(decodePool, task, file.path, isPolite));
  release();
  if ("picture" in answer) {
    const metadata = await withExifTool(answer.picture, file.path, metadataReader, sidecars);
    return { file, format, sha256, stamp, sizeBytes, picture: { ...answer.picture, metadata } };
  }
  committer.failContent(file, sha256, stamp, answer.problem);
  return undefined;
}

async function embedAll(
  input: Channel<DecodedFile>,
  { committer, inferencePool, throttle, inHand }: PipelineParts,
) {
  for (;;) {
    const batch = await input.receiveBatch(embeddingBatchSize, batchPatienceMillis);
    if (batch.length === 0) return;
    committer.commitThumbnails(batch);
    const { embedded, failed } = await throttle.run((isPolite) =>
      embedIsolating(batch, (part) =>
        embedPictures(
          part.map(({ picture }) => picture),
          inferencePool,
          isPolite,
        ),
      ),
    );
    for (const { item, problem } of failed) committer.failEmbedding(item, problem);
    if (embedded.length > 0) await committer.commitVectors(embedded);
    inHand.end(batch.length);
  }
}

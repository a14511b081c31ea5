import type { FileStamp } from "../catalog/directories.ts";
import type { FileHolder, FileResult, PendingFile, SidecarFile } from "../catalog/files.ts";
import type { Catalog } from "../catalog/index.ts";
import type { DecodedPicture } from "../imaging/decode.ts";
import type { PictureFormat } from "../imaging/format.ts";
import type { Album } from "../imaging/metadata/takeout.ts";
import type { ModelInputShape } from "../imaging/preprocess.ts";
import type { FileProblem } from "../imaging/problem.ts";
import { signatureVersion } from "../imaging/signature/signature.ts";
import { thumbnailVersion } from "../imaging/versions.ts";
import type { VectorIndex } from "../search/vector-index.ts";
import { toHalfFloats } from "../vectors/half-float.ts";
import { factsOf } from "./facts.ts";
import { dropMoved, isCopy } from "./holders.ts";
import type { IdentifiedFile, UnreadFile } from "./identify.ts";
import type { LedgerCounts } from "./ledger.ts";
import { followNames, noteAlbum } from "./note-files.ts";
import { mayPass } from "./retry.ts";
import { filesOfContent } from "./taken-at.ts";

/** A file whose content is decoded and not yet embedded. */
export interface DecodedFile {
  file: PendingFile;
  format: PictureFormat;
  sha256: Uint8Array;
  sizeBytes: number;
  stamp: FileStamp;
  picture: DecodedPicture;
}

const keyOf = (sidecars: readonly SidecarFile[]) => sidecars.map(({ fileId }) => fileId).join(" ");

interface WaitingFile {
  file: PendingFile;
  stamp: FileStamp;
}

export interface CommitterParts {
  catalog: Catalog;
  index: VectorIndex;
  inputShape: ModelInputShape;
  counts: LedgerCounts;
  jobId: number;
  /** Called for a picture whose sidecar was found new or changed. */
  sidecarChanged: (leadId: number) => void;
  isRootOnline: (rootId: number) => boolean;
  /** The root's disk is there, and the root is not on it. */
  isRootGone: (rootId: number) => boolean;
  /** Called for a file that was found where it is now, with where it was. */
  onMoved: (from: FileHolder, path: string) => void;
  retryDelaysMillis: readonly number[];
  /** Called inside each transaction, so that the job's ledger is written with what it counts. */
  saveLedger: () => void;
  /** Called after each transaction; `isNews`: what can be seen has changed. */
  onChange: (isNews: boolean) => void;
  /** Called when photos have their vectors: they can be looked for among all others. */
  onIndexed: () => void;
}

/**
 * Writes down what became of each file: every method is one transaction. Two files with the same bytes in flight at
 * once are decoded once: the second waits here for the first.
 */
export class Committer {
  readonly #parts: CommitterParts;
  /** SHA-256 in hexadecimal -> the files that wait for this content. */
  readonly #inFlight = new Map<string, WaitingFile[]>();
  readonly #assetIds = new Map<number, number>();
  readonly #revived: number[] = [];
  /** File id -> the sidecars that it was read with. */
  readonly #readWith = new Map<number, string>();

  constructor(parts: CommitterParts) {
    this.#parts = parts;
  }

  get inputShape(): ModelInputShape {
    return this.#parts.inputShape;
  }

  /** Pictures that have a thumbnail and wait for their embedding. */
  get awaitingEmbedding(): number {
    return this.#assetIds.size;
  }

  /** A file that cannot be read just now is tried again later; false when that was done often enough. */
  putOff(file: PendingFile): boolean {
    const delayMillis = this.#parts.retryDelaysMillis[file.retries];
    if (delayMillis === undefined) return false;
    this.#transaction(() => this.#parts.catalog.files.putOff(file.fileId, Date.now() + delayMillis));
    return true;
  }

  /** A file that holds no picture, or none that can be read; it may say what its folder is. */
  leaveOut(file: PendingFile, { outcome, problem, stamp }: UnreadFile, album?: Album): void {
    // Whether a known photo is gone is for a scan to say: its disk may be.
    if (mayPass(problem.code) && (problem.code !== "VANISHED" || file.assetId !== null)) {
      this.#hold(file, problem, stamp);
      return;
    }
    const { catalog, sidecarChanged } = this.#parts;
    // What belongs to a picture, or tells of an album, is no problem: photos show it.
    const isShown = outcome === "skipped" && (file.partKind !== null || album !== undefined);
    const reason = isShown ? { code: null, message: null } : problem;
    this.#transaction(() => {
      this.#finish(file, { outcome, assetId: null, stamp, ...reason });
      this.#touchParts(file.fileId);
      noteAlbum(catalog, file.fileId, album);
    });
    for (const leadId of catalog.files.describedBy(file.fileId)) sidecarChanged(leadId);
  }

  /** What it holds now is not known: it stays what it was, is listed as a problem, and is tried again. */
  #hold(file: PendingFile, problem: FileProblem, stamp: FileStamp | undefined): void {
    const { catalog, counts } = this.#parts;
    const { fileId, assetId } = file;
    const outcome =
      assetId === null
        ? "failed"
        : isCopy(this.#parts, assetId, { ...file, stamp })
          ? "duplicate"
          : "indexed";
    const isNews = file.code !== problem.code;
    this.#transaction(() => {
      catalog.files.finish({ ...this.#job, fileId, outcome, assetId, stamp, ...problem, isRetried: true });
      counts.record("failed");
      if (assetId === null) this.#touchParts(fileId);
    }, isNews);
  }

  /** The sidecars that a picture is about to be read with: what is known of them then need not be read again. */
  sidecarsFor(file: PendingFile): SidecarFile[] {
    const sidecars = this.#parts.catalog.files.sidecarsOf(file.fileId);
    if (sidecars.length > 0) this.#readWith.set(file.fileId, keyOf(sidecars));
    return sidecars;
  }

  /** Whether a picture was read in this job, with the very sidecars that it has now. */
  isReadWithItsSidecars(fileId: number): boolean {
    const sidecars = this.#parts.catalog.files.sidecarsOf(fileId);
    return this.#readWith.get(fileId) === keyOf(sidecars);
  }

  /** RAW files are shown or hidden as the picture that stands for them could be read or not. */
  #touchParts(fileId: number): void {
    const { catalog } = this.#parts;
    for (const assetId of catalog.files.partAssetsOf(fileId)) {
      catalog.assets.touch(assetId, catalog.nextRevision());
      this.#revived.push(assetId);
    }
  }

  /** True when the content is to be decoded; otherwise the file is dealt with, now or when its twin is. */
  isNewContent(file: PendingFile, { sha256, stamp }: IdentifiedFile): boolean {
    const key = Buffer.from(sha256).toString("hex");
    const waiting = this.#inFlight.get(key);
    if (waiting) {
      waiting.push({ file, stamp });
      return false;
    }
    const { catalog, index, counts } = this.#parts;
    const known = catalog.assets.find(sha256, index.modelId, thumbnailVersion);
    if (known?.hasThumbnail && known.hasVector) {
      const isNews = file.assetId !== known.assetId || file.code !== null;
      this.#transaction(() => this.#finishKnown({ file, stamp }, known.assetId), isNews);
      return false;
    }
    if (known) counts.note("reprocessed");
    this.#inFlight.set(key, []);
    return true;
  }

  /** The content cannot be decoded: so for every file that holds it. */
  failContent(file: PendingFile, sha256: Uint8Array, stamp: FileStamp, problem: FileProblem): void {
    const files = [{ file, stamp }, ...this.#takeWaiting(sha256)];
    this.#transaction(() => {
      for (const one of files) {
        this.#finish(one.file, { outcome: "failed", assetId: null, stamp: one.stamp, ...problem });
        this.#touchParts(one.file.fileId);
      }
    });
  }

  /** From here on the pictures can be seen. */
  commitThumbnails(batch: readonly DecodedFile[]): void {
    const { catalog } = this.#parts;
    this.#transaction(() => {
      for (const decoded of batch) {
        const { file, picture, stamp, sha256, format, sizeBytes } = decoded;
        const { width, height, placeholder, metadata, thumbnail } = picture;
        const assetId = catalog.assets.put({
          sha256,
          format,
          width,
          height,
          sizeBytes,
          placeholder,
          ...factsOf(metadata, filesOfContent([{ path: file.path, modifiedAt: stamp.modifiedAt }])),
          isAnimated: picture.isAnimated,
          pixelSource: picture.pixelSource,
          embeddedVideoBytes: picture.embeddedVideoBytes,
          pixelOddities: picture.pixelOddities,
          thumbnail: { version: thumbnailVersion, webp: thumbnail },
        });
        const { packed, facts } = picture.signature;
        catalog.signatures.put({ assetId, version: signatureVersion, packed, ...facts });
        catalog.files.setAsset(file.fileId, assetId);
        catalog.assets.touch(assetId, catalog.nextRevision());
        this.#letGo(file, assetId);
        this.#touchParts(file.fileId);
        this.#assetIds.set(file.fileId, assetId);
      }
    });
  }

  /** From here on the pictures can be found. @param batch with vectors of float32 [dimensions] */
  async commitVectors(batch: readonly { item: DecodedFile; vector: Float32Array }[]): Promise<void> {
    const { catalog, index } = this.#parts;
    const entries = batch.map(({ item: decoded, vector }) => ({
      decoded,
      assetId: this.#assetIds.get(decoded.file.fileId) as number,
      vector,
    }));
    this.#transaction(() => {
      for (const { decoded, assetId, vector } of entries) {
        catalog.vectors.put(index.modelId, assetId, toHalfFloats(vector));
        const { file, stamp, sha256 } = decoded;
        const outcome = isCopy(this.#parts, assetId, { ...file, stamp }) ? "duplicate" : "indexed";
        this.#finish(file, { outcome, assetId, code: null, message: null, stamp });
        for (const twin of this.#takeWaiting(sha256)) this.#finishKnown(twin, assetId);
        this.#assetIds.delete(file.fileId);
      }
    });
    await index.put(entries.filter(({ assetId }) => catalog.assets.isPresent(assetId)));
    this.#parts.onIndexed();
  }

  /** A picture that cannot be embedded is not in the library, though it had a thumbnail for a moment. */
  failEmbedding({ file, sha256, stamp }: DecodedFile, problem: FileProblem): void {
    const { catalog } = this.#parts;
    const assetId = this.#assetIds.get(file.fileId);
    this.failContent(file, sha256, stamp, problem);
    this.#assetIds.delete(file.fileId);
    if (assetId !== undefined) this.#transaction(() => catalog.assets.touch(assetId, catalog.nextRevision()));
  }

  /** A file whose content has been indexed already: a copy, or the same photo at a new place or with a new date. */
  #finishKnown({ file, stamp }: WaitingFile, assetId: number): void {
    const { catalog, counts } = this.#parts;
    const isAsKnown = file.assetId === assetId;
    const isMoved = !isAsKnown && dropMoved(this.#parts, assetId, { ...file, stamp });
    if (isMoved) counts.note("moved");
    const isOneMore = isCopy(this.#parts, assetId, { ...file, stamp });
    if (!catalog.assets.isPresent(assetId)) this.#revived.push(assetId);
    const outcome = isOneMore ? "duplicate" : "indexed";
    catalog.files.finish({
      ...this.#job,
      fileId: file.fileId,
      outcome,
      assetId,
      code: null,
      message: null,
      stamp,
    });
    counts.record(isOneMore && !isAsKnown ? "duplicate" : "unchanged");
    if (isAsKnown) return;
    catalog.assets.touch(assetId, catalog.nextRevision());
    this.#letGo(file, assetId);
    this.#touchParts(file.fileId);
    followNames(catalog, assetId);
    if (catalog.files.sidecarsOf(file.fileId).length > 0) this.#parts.sidecarChanged(file.fileId);
  }

  /** What the file held until now has one file less. */
  #letGo({ assetId: former }: PendingFile, assetId: number | null): void {
    if (former === null || former === assetId) return;
    const { catalog } = this.#parts;
    catalog.assets.touch(former, catalog.nextRevision());
    this.#revived.push(former);
  }

  /** Photos that were gone and are there again, or the other way round: the index is to be brought into step. */
  takeRevived(): number[] {
    return this.#revived.splice(0);
  }

  #finish(file: PendingFile, result: Omit<FileResult, "jobId" | "fileId">): void {
    const isRetried = mayPass(result.code);
    this.#parts.catalog.files.finish({ ...this.#job, ...result, fileId: file.fileId, isRetried });
    this.#parts.counts.record(result.outcome);
    this.#letGo(file, result.assetId);
  }

  get #job(): { jobId: number } {
    return { jobId: this.#parts.jobId };
  }

  #takeWaiting(sha256: Uint8Array): WaitingFile[] {
    const key = Buffer.from(sha256).toString("hex");
    const waiting = this.#inFlight.get(key) ?? [];
    this.#inFlight.delete(key);
    return waiting;
  }

  #transaction(work: () => void, isNews = true): void {
    const { catalog, counts, saveLedger, onChange } = this.#parts;
    const before = counts.snapshot();
    try {
      catalog.transaction(() => {
        work();
        saveLedger();
      });
    } catch (error) {
      counts.restore(before);
      throw error;
    }
    onChange(isNews);
  }
}

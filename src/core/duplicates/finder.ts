import { open } from "node:fs/promises";
import type { DuplicateProgress } from "../../contract/duplicates.ts";
import type { Catalog } from "../catalog/index.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import { comparisonVersion } from "../imaging/comparison/compare.ts";
import { factsHeadBytes } from "../imaging/signature/encoding-facts.ts";
import type { PictureSignature } from "../imaging/signature/index.ts";
import {
  packSignature,
  type Signature,
  signatureVersion,
  unpackSignature,
} from "../imaging/signature/signature.ts";
import { inLanes } from "../in-lanes.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { stageImportance } from "../stages/importance.ts";
import type { Stage, StageCounts, Turn } from "../stages/stage.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { ProposedPair } from "./comparison-of.ts";
import { ContentsOfPairs } from "./contents-of-pairs.ts";
import { NearestProposals } from "./nearest-proposals.ts";
import { enoughCopies, PairComparer } from "./pair-comparer.ts";
import { type Proposal, ProposalIndex } from "./proposals.ts";
import { areDifferentShots } from "./shots.ts";
import { UnreadPairs } from "./unread-pairs.ts";

export interface FinderParts {
  catalog: Catalog;
  /** Where originals can be read now. */
  places: RootPlaces;
  decodePool: DecodePool;
  /** Called when pairs were found. */
  onFound: () => void;
}

const versions = { signature: signatureVersion, comparison: comparisonVersion };

const batchSize = 32;

/** Pixel checks of one photo. More proposals are a sign of a picture that says little: a page, a wall, a black frame. */
const mostProposals = 60;

/** Of a photo whose thumbnail cannot be read: like nothing. */
const unsignable: PictureSignature = {
  packed: packSignature({ whole: { low: 0, high: 0, energy: 0 }, landmarks: [] }),
  facts: { jpegQuality: null, software: null },
};

/** The work of the finder among the stages. */
export const duplicatesStageName = "duplicates";

/**
 * Looks for the copies of each photo among all others, once: signatures propose, the pixels of the thumbnails decide.
 * A stage: what it found is in the catalog, so that a process that ends on the way loses the photos in hand only. What
 * is left is a range of an index of its own, of photos without a comparison of today's version.
 */
export class DuplicateFinder implements Stage {
  readonly name = duplicatesStageName;
  readonly title = "Looking for copies";
  readonly version = comparisonVersion;
  readonly importance = stageImportance.copies;
  readonly #parts: FinderParts;
  #index: ProposalIndex | undefined;
  /** Photos up to this one have a signature of today; undefined before the first look. */
  #signedTo: number | undefined;
  #isSigned = false;
  #signal: AbortSignal | undefined;
  readonly #contents: ContentsOfPairs;
  readonly #nearest: NearestProposals;
  readonly #comparer: PairComparer;
  readonly #unread: UnreadPairs;
  /** Rises whenever pairs were found. */
  generation = 0;

  constructor(parts: FinderParts) {
    this.#parts = parts;
    this.#nearest = new NearestProposals(parts);
    this.#contents = new ContentsOfPairs(parts);
    this.#comparer = new PairComparer(parts, this.#contents);
    this.#unread = new UnreadPairs(parts, this.#contents, () => this.#found());
  }

  progress(): DuplicateProgress {
    return this.#parts.catalog.signatures.progress(versions);
  }

  counts(): StageCounts {
    const { checked, total } = this.progress();
    return { done: checked, left: total - checked, failed: 0, unwanted: 0 };
  }

  async work({ isAwaited, signal }: Turn): Promise<boolean> {
    this.#signal = signal;
    if (!this.#isSigned) return this.#signSome();
    if (await this.#compareSome({ isAwaited })) return true;
    if (await this.#unread.lookAtSome(this.#signal)) return true;
    this.#contents.forget();
    return false;
  }

  /** Originals that could not be read may be there again. */
  disksChanged(): void {
    this.#unread.disksChanged();
  }

  /**
   * Once: what an older Shoebox compared is to be compared anew, and photos without a signature of today get theirs from
   * their thumbnails. Those that are indexed from now on come with theirs.
   */
  async #signSome(): Promise<true> {
    const { catalog, decodePool } = this.#parts;
    if (this.#signedTo === undefined) catalog.transaction(() => catalog.signatures.forgetOlder(versions));
    const assetIds = catalog.signatures.unsigned(signatureVersion, this.#signedTo ?? 0, batchSize);
    const signed = await Promise.all(
      assetIds.map(async (assetId) => {
        const thumbnail = catalog.assets.thumbnail(assetId) ?? new Uint8Array();
        const head = await readHead(catalog.photos.filesOf(assetId).map(({ path }) => path));
        const { packed, facts } = await decodePool.sign({ thumbnail, head }).catch(() => unsignable);
        return { assetId, version: signatureVersion, packed, ...facts };
      }),
    );
    // A pool that is closing refuses: that says nothing of the pictures.
    if (this.#isEnding) return true;
    catalog.transaction(() => {
      for (const signature of signed) catalog.signatures.put(signature);
    });
    this.#signedTo = assetIds.at(-1) ?? this.#signedTo ?? 0;
    this.#isSigned = assetIds.length < batchSize;
    return true;
  }

  #found(): void {
    this.generation += 1;
    this.#parts.onFound();
  }

  get #isEnding(): boolean {
    return this.#signal?.aborted ?? false;
  }

  async #compareSome({ isAwaited }: { isAwaited: boolean }): Promise<boolean> {
    const { catalog, decodePool } = this.#parts;
    const index = await this.#openIndex();
    const assetIds = catalog.signatures.uncompared(signatureVersion, batchSize);
    // While nobody waits, others have the threads.
    await inLanes(isAwaited ? decodePool.threads : 1, assetIds, async (assetId) => {
      if (!this.#isEnding) await this.#compareOne(assetId, index);
    });
    return assetIds.length > 0;
  }

  async #openIndex(): Promise<ProposalIndex> {
    if (this.#index) return this.#index;
    const { signatures } = this.#parts.catalog;
    const index = new ProposalIndex((assetId) => signatures.get(assetId, signatureVersion));
    for (const { assetId, packed } of signatures.compared(signatureVersion, comparisonVersion)) {
      index.add(assetId, unpackSignature(packed));
    }
    this.#index = index;
    return index;
  }

  /** Put into the index before its pixels are compared: of two photos in hand the later one meets the earlier. */
  async #compareOne(assetId: number, index: ProposalIndex): Promise<void> {
    const { catalog } = this.#parts;
    const packed = catalog.signatures.get(assetId, signatureVersion);
    if (!packed) return;
    const signature = unpackSignature(packed);
    const worth = this.#worthComparing(assetId, signature, index);
    index.add(assetId, signature);
    const proposals = await this.#nearest.choose(assetId, worth, mostProposals);
    const compare = async (pairs: readonly ProposedPair[]) => {
      const copies = await this.#comparer.compare({ assetId, packed }, pairs, this.#signal);
      if (pairs.length > 0) this.#found();
      return copies;
    };
    // Copies of one original may have missed each other: those found are asked for theirs.
    if ((await compare(proposals)) < enoughCopies) await compare(this.#copiesOfCopies(assetId, proposals));
    // Ended on the way: the next process looks again, at what is not compared yet.
    if (this.#isEnding) return;
    catalog.transaction(() => catalog.signatures.markCompared(assetId, comparisonVersion));
  }

  #worthComparing(assetId: number, signature: Signature, index: ProposalIndex): Proposal[] {
    const { catalog } = this.#parts;
    const own = catalog.duplicateFiles.asset(assetId);
    if (!own) return [];
    return index.propose(signature, assetId).filter(({ assetId: otherId }) => {
      if (catalog.comparisons.has(assetId, otherId, comparisonVersion)) return false;
      const other = catalog.duplicateFiles.asset(otherId);
      return other !== undefined && !areDifferentShots(own, other);
    });
  }

  #copiesOfCopies(assetId: number, proposals: readonly ProposedPair[]): ProposedPair[] {
    const { comparisons, duplicateFiles } = this.#parts.catalog;
    const asked = new Set([assetId, ...proposals.map((proposal) => proposal.assetId)]);
    const own = duplicateFiles.asset(assetId);
    const further = new Set<number>();
    const found = comparisons.ofAsset(assetId, comparisonVersion);
    for (const pair of found.filter(({ confidence, isTurned }) => confidence >= 0.5 && !isTurned)) {
      const copyId = pair.firstId === assetId ? pair.secondId : pair.firstId;
      for (const next of comparisons.ofAsset(copyId, comparisonVersion)) {
        const otherId = next.firstId === copyId ? next.secondId : next.firstId;
        if (next.confidence < 0.5 || next.isTurned || asked.has(otherId)) continue;
        const other = duplicateFiles.asset(otherId);
        if (own && other && !areDifferentShots(own, other)) further.add(otherId);
      }
    }
    return [...further]
      .filter((otherId) => !comparisons.has(assetId, otherId, comparisonVersion))
      .slice(0, mostProposals)
      .map((otherId) => ({ assetId: otherId, turn: null }));
  }
}

/** The first bytes of the first of these files that can be read; none where no disk is connected. */
async function readHead(paths: readonly string[]): Promise<Uint8Array> {
  for (const path of paths) {
    try {
      await using file = await open(pathToSystem(path), "r");
      const head = new Uint8Array(factsHeadBytes);
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      return head.subarray(0, bytesRead);
    } catch {
      // Another copy may lie on a disk that is connected.
    }
  }
  return new Uint8Array();
}

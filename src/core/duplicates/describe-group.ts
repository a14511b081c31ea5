import type { Rules } from "../../contract/cleaning.ts";
import type { DuplicateGroup, DuplicateMember, FrameMap } from "../../contract/duplicates.ts";
import type { ReviewedAsset, ReviewedFile } from "../catalog/duplicate-files.ts";
import type { Catalog } from "../catalog/index.ts";
import { territoryOf } from "../cleaning/territories.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";
import { compose, cornerDistance, frameOnFrame, invert } from "../imaging/comparison/affine.ts";
import type { PairMeasures } from "../imaging/comparison/compare.ts";
import { FolderUnits } from "./companions.ts";
import { isFramed } from "./confidence.ts";
import { withOwnValues } from "./inheritance.ts";
import type { RawGroup } from "./raw-groups.ts";
import { copyReason, momentReason } from "./reasons.ts";
import { type Candidate, chooseKept, type Decision } from "./rules.ts";
import { areOneUnit, companionWords, type Unit, weightOf } from "./units.ts";
import { areOneFile, bytesWon } from "./won-bytes.ts";

/** A group with its files and the proposal of which to keep. */
export interface ReviewedGroup {
  raw: RawGroup;
  decision: Decision;
  /** The kept one first. */
  candidates: Candidate[];
  /** Files that go when the proposal is followed, as far as they may. */
  losers: { asset: ReviewedAsset; file: ReviewedFile }[];
  bytesToWin: number;
  /** What it was made from. */
  facts: AssetFacts;
}

/** Facts of assets, read once for as long as nothing changes. */
export class AssetFacts {
  readonly #catalog: Catalog;
  readonly #isOnline: (rootId: number) => boolean;
  readonly #withAway: boolean;
  readonly #assets = new Map<number, ReviewedAsset | undefined>();
  readonly #files = new Map<number, ReviewedFile[]>();
  readonly #folders = new Map<number, FolderUnits>();

  /**
   * @param isOnline whether a root can be reached now
   * @param withAway also files that cannot: to be said, never to be moved
   */
  constructor(catalog: Catalog, isOnline: (rootId: number) => boolean, { withAway = false } = {}) {
    this.#catalog = catalog;
    this.#isOnline = isOnline;
    this.#withAway = withAway;
  }

  isThere({ rootId }: ReviewedFile): boolean {
    return this.#isOnline(rootId);
  }

  asset(assetId: number): ReviewedAsset | undefined {
    if (!this.#assets.has(assetId)) this.#assets.set(assetId, this.#read(assetId));
    return this.#assets.get(assetId);
  }

  /** With what it took over from copies that went before. */
  #read(assetId: number): ReviewedAsset | undefined {
    const asset = this.#catalog.duplicateFiles.asset(assetId);
    return asset && withOwnValues(asset, this.#catalog.ownValues.of(Buffer.from(asset.sha256, "hex")));
  }

  /** Files that are there: of one whose disk is away nothing can be said, and nothing is won by moving it. */
  files(assetId: number): ReviewedFile[] {
    const known =
      this.#files.get(assetId) ??
      this.#catalog.duplicateFiles.filesOf(assetId).filter((file) => this.#withAway || this.isThere(file));
    this.#files.set(assetId, known);
    return known;
  }

  /** What belongs to a photo that lies here. */
  unit({ directoryId, name, isPart }: ReviewedFile, { embeddedVideoBytes, hasFaces }: ReviewedAsset): Unit {
    const folder =
      this.#folders.get(directoryId) ?? new FolderUnits(this.#catalog.duplicateFiles.namesIn(directoryId));
    this.#folders.set(directoryId, folder);
    return {
      companions: folder.of(name),
      isPart,
      hasVideoInside: (embeddedVideoBytes ?? 0) > 0,
      hasFaces: hasFaces === 1,
    };
  }

  /** What comparing two of them showed. */
  measures(one: number, other: number): PairMeasures | undefined {
    const json = this.#catalog.comparisons.measures(one, other);
    return json === undefined ? undefined : (JSON.parse(json) as PairMeasures);
  }

  /** Where the one lies in the other; undefined where that is not known, or frame on frame. */
  map(from: number, to: number): FrameMap | undefined {
    const map = this.measures(from, to)?.map;
    // Kept from the lower id to the higher.
    return map && from > to ? invert(map) : map;
  }
}

/** Undefined for a group whose files are gone, or are parts of one photo. */
export function reviewGroup(raw: RawGroup, facts: AssetFacts, rules: Rules): ReviewedGroup | undefined {
  const candidates = raw.assetIds.flatMap((assetId) => candidatesOf(assetId, raw, facts));
  const [first, second] = candidates;
  if (!first || !second) return undefined;
  if (candidates.length === 2 && areOneUnit(first, second)) return undefined;
  const here = candidates.filter(({ file }) => facts.isThere(file));
  const decision = chooseKept(here.length > 0 ? here : candidates, rules, ({ asset }) =>
    farnessOf(asset.assetId, raw, facts),
  );
  const ordered = [decision.kept, ...candidates.filter((candidate) => candidate !== decision.kept)];
  const losers = losersOf(ordered, raw, facts);
  const movable = losers.map(({ file }) => file).filter((file) => !isNeverMoved(file, rules));
  const bytesToWin =
    raw.tier === "same-moment" ? 0 : bytesWon(movable, filesThatStay(ordered, movable, facts));
  return { raw, decision, candidates: ordered, losers, bytesToWin, facts };
}

/** In a folder that a person protects, or what belongs to another program. */
export function isNeverMoved(file: ReviewedFile, { protectedFolders }: Rules): boolean {
  return (
    protectedFolders.some((folder) => isInside(file.path, folder)) ||
    territoryOf(file.path, file.rootPath) !== undefined
  );
}

function filesThatStay(
  candidates: readonly Candidate[],
  going: readonly ReviewedFile[],
  facts: AssetFacts,
): ReviewedFile[] {
  const goingIds = new Set(going.map(({ fileId }) => fileId));
  const contents = new Set(candidates.map(({ asset }) => asset.assetId));
  return [...contents]
    .flatMap((assetId) => facts.files(assetId))
    .filter(({ fileId }) => !goingIds.has(fileId));
}

/** Each file of an `identical` group; of the others for each content one file, the one with most to it. */
function candidatesOf(assetId: number, raw: RawGroup, facts: AssetFacts): Candidate[] {
  const asset = facts.asset(assetId);
  const files = facts.files(assetId);
  if (!asset) return [];
  const derived = isDerived(assetId, raw, facts);
  const candidates = files.map((file): Candidate => {
    const isOthers = territoryOf(file.path, file.rootPath) !== undefined;
    return { asset, file, isDerived: derived, unit: facts.unit(file, asset), isOthers };
  });
  return raw.tier === "identical" ? candidates : mostWhole(candidates);
}

function mostWhole(candidates: readonly Candidate[]): Candidate[] {
  const rank = ({ isOthers, unit }: Candidate) => weightOf(unit) - (isOthers ? 1000 : 0);
  return [...candidates].sort((left, right) => rank(right) - rank(left)).slice(0, 1);
}

/** Mean over the others it was compared with: what structure, light and things differ by. */
function farnessOf(assetId: number, { tier, assetIds }: RawGroup, facts: AssetFacts): number {
  if (tier !== "same-picture") return 0;
  const distances = assetIds.flatMap((otherId) => {
    const measures = otherId === assetId ? undefined : facts.measures(assetId, otherId);
    return measures ? [1 - measures.structure + measures.differing + measures.relit / 255] : [];
  });
  return distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, distances.length);
}

/** Shows a part of the centre, or has a frame or writing that the centre has not. */
function isDerived(assetId: number, raw: RawGroup, facts: AssetFacts): boolean {
  if (raw.tier !== "same-picture") return false;
  if (assetId === raw.centreId) {
    return raw.assetIds.some((otherId) => otherId !== assetId && isFrameOf(assetId, otherId, facts));
  }
  const measures = facts.measures(assetId, raw.centreId);
  if (!measures) return false;
  if (isFramed(measures)) return !isInner(assetId, raw.centreId, measures);
  return isInner(assetId, raw.centreId, measures) && (measures.shown < 0.93 || measures.covered < 0.97);
}

/** Whether the one is the other in a frame. */
function isFrameOf(assetId: number, otherId: number, facts: AssetFacts): boolean {
  const measures = facts.measures(assetId, otherId);
  return measures !== undefined && isFramed(measures) && !isInner(assetId, otherId, measures);
}

/** Measures are kept with "first" for the lower id. */
function isInner(assetId: number, otherId: number, { inner }: PairMeasures): boolean {
  return inner === (assetId < otherId ? "first" : "second");
}

/** All files but the kept one; of other tiers than `identical`, all files of the contents that go. */
function losersOf(ordered: readonly Candidate[], raw: RawGroup, facts: AssetFacts): ReviewedGroup["losers"] {
  const others = ordered.slice(1);
  if (raw.tier === "identical") return others.map(({ asset, file }) => ({ asset, file }));
  return others.flatMap(({ asset }) => facts.files(asset.assetId).map((file) => ({ asset, file })));
}

/** As the contract shows it. @param isOnline whether a root's disk is connected */
export function describeGroup(
  { raw, decision, candidates, bytesToWin }: ReviewedGroup,
  facts: AssetFacts,
  rules: Rules,
  isOnline: (rootId: number) => boolean,
): DuplicateGroup {
  const { kept, rule, reason } = decision;
  const members = candidates.map((candidate): DuplicateMember => {
    const { asset, file } = candidate;
    const files = raw.tier === "identical" ? [file] : facts.files(asset.assetId);
    const { similarity, words } = compareWithKept(candidate, kept, raw, facts);
    return {
      path: pathForDisplay(file.path),
      assetId: asset.assetId,
      reason: candidate === kept ? `kept: ${reason}` : words,
      similarity,
      mapIntoKept: raw.tier === "same-picture" ? mapBetween(asset, kept.asset, raw, facts) : null,
      fileId: file.fileId,
      files: files.length,
      sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      format: asset.format,
      width: asset.width,
      height: asset.height,
      takenAt: asset.takenAt,
      takenAtSource: asset.takenAtSource,
      modifiedAt: new Date(file.modifiedAt).toISOString(),
      jpegQuality: asset.jpegQuality,
      software: asset.software,
      isProtected: isNeverMoved(file, rules),
      parts: partsOf(candidate),
      isOnline: isOnline(file.rootId),
    };
  });
  return {
    id: raw.id,
    tier: raw.tier,
    confidence: Math.min(1, raw.confidence),
    bytesToWin,
    keep: kept.asset.assetId,
    keepFileId: kept.file.fileId,
    keepRule: rule,
    keepReason: reason,
    takenAt: earliest(candidates),
    members,
  };
}

function partsOf({ unit }: Candidate): DuplicateMember["parts"] {
  return unit.companions
    .filter(({ kind }) => kind !== "attributes")
    .map(({ kind, name }) => ({ kind: companionWords[kind], name: pathForDisplay(name) }));
}

/** Why a file of this content is a copy of the one kept, in words. */
export function reasonOf(asset: ReviewedAsset, { raw, decision, facts }: ReviewedGroup): string {
  return compareWithKept({ asset }, decision.kept, raw, facts).words;
}

function compareWithKept(
  { asset, file }: Pick<Candidate, "asset"> & Partial<Candidate>,
  kept: Candidate,
  raw: RawGroup,
  facts: AssetFacts,
): { similarity: number; words: string } {
  if (raw.tier === "identical") {
    const isOneFile = file !== undefined && file !== kept.file && areOneFile(file, kept.file);
    return { similarity: 1, words: isOneFile ? "the same file under another name" : "the same bytes" };
  }
  if (asset === kept.asset) return { similarity: 1, words: "" };
  if (raw.tier === "same-moment") {
    return { similarity: Math.min(1, raw.confidence), words: momentReason(asset, kept.asset) };
  }
  const measures = facts.measures(asset.assetId, kept.asset.assetId);
  const isInnerOne = measures !== undefined && isInner(asset.assetId, kept.asset.assetId, measures);
  const similarity = Math.min(1, Math.max(0, measures?.structure ?? raw.confidence));
  return { similarity, words: copyReason(asset, kept.asset, measures, isInnerOne) };
}

/** As it was found, or, where these two were never compared, by way of the one both were verified against. */
function mapBetween(
  from: ReviewedAsset,
  to: ReviewedAsset,
  { centreId }: RawGroup,
  facts: AssetFacts,
): FrameMap | null {
  const direct = facts.map(from.assetId, to.assetId);
  if (direct) return cornerDistance(direct, frameOnFrame) === 0 ? null : direct;
  const [towards, away] = [facts.map(from.assetId, centreId), facts.map(centreId, to.assetId)];
  return towards && away ? compose(away, towards) : null;
}

function earliest(candidates: readonly Candidate[]): string | null {
  const dates = candidates.flatMap(({ asset }) => asset.takenAt ?? []).sort();
  return dates[0] ?? null;
}

import type { Rules } from "../../contract/cleaning.ts";
import {
  type DuplicateGroup,
  type DuplicateList,
  type DuplicateQuery,
  type DuplicateSettings,
  duplicateSettingsSchema,
  duplicateTiers,
  type Sensitivity,
} from "../../contract/duplicates.ts";
import type { ComparedPair } from "../catalog/comparisons.ts";
import type { AssetKey } from "../catalog/duplicate-files.ts";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import { isInside } from "../files/path-inside.ts";
import { comparisonVersion } from "../imaging/comparison/compare.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { AssetFacts, describeGroup, type ReviewedGroup, reviewGroup } from "./describe-group.ts";
import type { DuplicateFinder } from "./finder.ts";
import { MomentPairs } from "./moment-pairs.ts";
import { buildRawGroups, type RawGroup } from "./raw-groups.ts";
import { VerdictBook } from "./verdict-book.ts";

interface Loaded {
  key: string;
  assets: AssetKey[];
  pairs: ComparedPair[];
  facts: AssetFacts;
  factsWithAway: AssetFacts;
}

interface Reviewed {
  key: string;
  groups: ReviewedGroup[];
  formats: string[];
}

export interface ReviewParts {
  catalog: Catalog;
  finder: DuplicateFinder;
  places: RootPlaces;
  /** Whose vectors tell shots of one moment. */
  models: { readonly modelId: number };
}

/**
 * The groups as they are now. What is read from the catalog is kept until something changes there, so that another
 * sensitivity, other rules or another page read nothing again.
 */
export class DuplicateReview {
  readonly #catalog: Catalog;
  readonly #finder: DuplicateFinder;
  readonly #moments: MomentPairs;
  readonly #places: RootPlaces;
  readonly #models: { readonly modelId: number };
  #loaded: Loaded | undefined;
  #reviewed: Reviewed | undefined;
  #pictures: { key: string; pictures: number[][] } | undefined;
  /** Rises with every verdict. */
  #verdictRevision = 0;

  constructor({ catalog, finder, places, models }: ReviewParts) {
    this.#catalog = catalog;
    this.#finder = finder;
    this.#places = places;
    this.#models = models;
    this.#moments = new MomentPairs(catalog);
  }

  /** Whether this root can be reached now. */
  isOnline(rootId: number): boolean {
    return this.#places.isRootOnline(rootId);
  }

  settings(): DuplicateSettings {
    const stored = duplicateSettingsSchema.safeParse(this.#catalog.verdicts.settings());
    return stored.success ? stored.data : duplicateSettingsSchema.parse({});
  }

  saveSettings(settings: DuplicateSettings): DuplicateSettings {
    this.#catalog.transaction(() => this.#catalog.verdicts.saveSettings(settings));
    return settings;
  }

  /** To be called after verdicts or files changed. */
  changed(): void {
    this.#verdictRevision += 1;
  }

  #load(): Loaded {
    const online = this.#places.onlineRootIds();
    const key = [
      this.#catalog.revision(),
      this.#finder.generation,
      this.#verdictRevision,
      this.#models.modelId,
      ...online,
    ].join("/");
    if (this.#loaded?.key !== key) {
      this.#loaded = {
        key,
        assets: this.#catalog.duplicateFiles.keys(),
        pairs: this.#catalog.comparisons.all(comparisonVersion),
        facts: new AssetFacts(this.#catalog, (rootId) => online.has(rootId)),
        factsWithAway: new AssetFacts(this.#catalog, (rootId) => online.has(rootId), { withAway: true }),
      };
    }
    return this.#loaded;
  }

  /** Groups of the tiers, without their files. */
  rawGroups(options: {
    sensitivity: Sensitivity;
    includeTurned: boolean;
    momentMinutes: number;
  }): RawGroup[] {
    const { assets, pairs } = this.#load();
    const moments = this.#moments.within(assets, options.momentMinutes, this.#models.modelId);
    const verdicts = new VerdictBook(this.#catalog.verdicts.list());
    return buildRawGroups({ assets, pairs, moments, verdicts }, options);
  }

  /** Photos that are the same picture, by the library's own sensitivity: what is known so far, without their files. */
  samePictures(): number[][] {
    const { assets, pairs } = this.#load();
    const options = this.#optionsOf({});
    const key = JSON.stringify([this.#loaded?.key, options]);
    if (this.#pictures?.key !== key) {
      const verdicts = new VerdictBook(this.#catalog.verdicts.list());
      const groups = buildRawGroups({ assets, pairs, moments: [], verdicts }, options);
      const pictures = groups.filter(({ tier }) => tier === "same-picture").map(({ assetIds }) => assetIds);
      this.#pictures = { key, pictures };
    }
    return this.#pictures.pictures;
  }

  /** Photos in groups of copies that are yet to be reviewed: several files of one content, or the same picture. */
  copies(): number[] {
    const identical = this.#load()
      .assets.filter(({ presentFiles }) => presentFiles > 1)
      .map(({ assetId, sha256 }) => ({ assetId, sha256 }));
    const verdicts = new VerdictBook(this.#catalog.verdicts.list());
    const open = identical.filter(({ sha256 }) => !verdicts.areKept([sha256])).map(({ assetId }) => assetId);
    return [...new Set([...open, ...this.samePictures().flat()])];
  }

  /** All groups under these rules, with the proposals of what to keep. */
  groups(query: Partial<DuplicateQuery> = {}, rules: Rules = this.settings().rules): ReviewedGroup[] {
    return this.#review(query, rules).groups;
  }

  /** The same with files on disks that are away, so that it can be said why they stay; what is kept is there. */
  groupsWithAway(rules: Rules): ReviewedGroup[] {
    const { factsWithAway } = this.#load();
    return this.rawGroups(this.#optionsOf({})).flatMap((raw) => reviewGroup(raw, factsWithAway, rules) ?? []);
  }

  #optionsOf(query: Partial<DuplicateQuery>) {
    const settings = this.settings();
    return {
      sensitivity: query.sensitivity ?? settings.sensitivity,
      includeTurned: query.includeTurned ?? settings.includeTurned,
      momentMinutes: settings.momentMinutes,
    };
  }

  #review(query: Partial<DuplicateQuery>, rules: Rules = this.settings().rules): Reviewed {
    const options = this.#optionsOf(query);
    const { key, facts } = this.#load();
    const reviewKey = JSON.stringify([key, options, rules]);
    if (this.#reviewed?.key !== reviewKey) {
      const groups = this.rawGroups(options).flatMap((raw) => reviewGroup(raw, facts, rules) ?? []);
      const formats = groups.flatMap(({ candidates }) => candidates.map(({ asset }) => asset.format));
      this.#reviewed = { key: reviewKey, groups, formats: [...new Set(formats)].sort() };
    }
    return this.#reviewed;
  }

  list(query: DuplicateQuery): DuplicateList {
    const { groups, formats } = this.#review(query);
    const matching = groups
      .filter(({ raw }) => raw.confidence >= query.minConfidence)
      .filter((group) => this.#matches(group, query));
    const inTier = matching.filter(({ raw }) => query.tier === undefined || raw.tier === query.tier);
    const byTier = Object.fromEntries(
      duplicateTiers.map((tier) => {
        const groups = matching.filter(({ raw }) => raw.tier === tier);
        return [tier, { groups: groups.length, bytesToWin: totalBytes(groups) }];
      }),
    ) as DuplicateList["byTier"];
    const page = inTier.sort(orders[query.order]).slice(query.offset, query.offset + query.limit);
    return {
      total: inTier.length,
      bytesToWin: totalBytes(inTier),
      byTier,
      formats,
      progress: this.#finder.progress(),
      groups: this.#describe(page),
    };
  }

  #matches({ candidates }: ReviewedGroup, { folder, format }: DuplicateQuery): boolean {
    return (
      (folder === undefined || candidates.some(({ file }) => isInside(file.path, folder))) &&
      (format === undefined || candidates.some(({ asset }) => asset.format === format))
    );
  }

  #describe(groups: readonly ReviewedGroup[]): DuplicateGroup[] {
    const { facts } = this.#load();
    const { rules } = this.settings();
    const online = new Map<number, boolean>();
    const isOnline = (rootId: number) => {
      const known = online.get(rootId) ?? this.isOnline(rootId);
      online.set(rootId, known);
      return known;
    };
    return groups.map((group) => describeGroup(group, facts, rules, isOnline));
  }

  /** @throws GROUP_NOT_FOUND */
  find(groupId: string, rules?: Rules): ReviewedGroup {
    const found = this.groups({}, rules).find(({ raw }) => raw.id === groupId);
    if (!found) throw new ShoeboxError("GROUP_NOT_FOUND", `There is no group ${groupId} any more.`);
    return found;
  }

  /** @throws GROUP_NOT_FOUND */
  get(groupId: string): DuplicateGroup {
    return this.#describe([this.find(groupId)])[0] as DuplicateGroup;
  }
}

function totalBytes(groups: readonly ReviewedGroup[]): number {
  return groups.reduce((sum, { bytesToWin }) => sum + bytesToWin, 0);
}

type Order = (left: ReviewedGroup, right: ReviewedGroup) => number;

const byId: Order = (left, right) => (left.raw.id < right.raw.id ? -1 : 1);
const dateOf = ({ candidates }: ReviewedGroup) => candidates[0]?.asset.takenAt ?? "";

const orders: Record<DuplicateQuery["order"], Order> = {
  space: (left, right) => right.bytesToWin - left.bytesToWin || byId(left, right),
  date: (left, right) => dateOf(right).localeCompare(dateOf(left)) || byId(left, right),
  confidence: (left, right) => right.raw.confidence - left.raw.confidence || byId(left, right),
};

import type { CleanUp, KeepRuleName, Refusal, Rules } from "../../contract/cleaning.ts";
import type { DuplicateTier } from "../../contract/duplicates.ts";
import type { ReviewedAsset, ReviewedFile } from "../catalog/duplicate-files.ts";
import type { PlannedInheritance } from "../catalog/own-values.ts";
import { type Inheriting, planInheritance, takeOversOf } from "../duplicates/inheritance.ts";
import type { DuplicateReview } from "../duplicates/review.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";
import { type Chosen, chooseByHand, chooseByRules } from "./choose.ts";
import { Disk } from "./disk.ts";
import { lookAtFiles } from "./look-at-files.ts";
import { type PlannedPart, withParts } from "./parts.ts";
import { territoryOf } from "./territories.ts";

/** A file with what it holds. */
export interface HeldFile {
  asset: ReviewedAsset;
  file: ReviewedFile;
}

/** One file that is to go, and those of which at least one must be there when it does. */
export interface Removal extends HeldFile {
  groupId: string;
  tier: DuplicateTier;
  /** 0 to 1: of its group. */
  confidence: number;
  rule: KeepRuleName;
  /** Why it is a copy, in words. */
  reason: string;
  /** The one that the group keeps first. */
  keepers: HeldFile[];
}

/** With all that belongs to it. */
export interface PlannedRemoval extends Removal {
  parts: PlannedPart[];
  /** On its disk, by the picture itself: 0 for a name of a file that keeps another one. */
  bytesWon: number;
}

export interface CleanUpPlan {
  removals: PlannedRemoval[];
  /** Stay although a copy is kept. */
  left: Refusal[];
  inheritances: PlannedInheritance[];
  /** Of each group that rules decided: what stays could take over from what goes. */
  inheriting: Inheriting[];
}

/** What is to go of what, and why the rest is not. */
export interface Sorted<Item> {
  going: Item[];
  left: Refusal[];
}

/**
 * What following rules, or a person's choices, comes to. No file is both kept and removed, none goes without another
 * copy to stay, none without what belongs to it, and none that is another program's.
 * @param isDryRun also what the disks would refuse is found out
 * @throws GROUP_NOT_FOUND, QUERY_INVALID for a choice that keeps nothing of its group
 */
export async function planCleanUp(
  request: CleanUp,
  review: DuplicateReview,
  { isDryRun }: { isDryRun: boolean },
): Promise<CleanUpPlan> {
  const rules = request.rules ?? review.settings().rules;
  const isByHand = request.choices !== undefined;
  const chosen = request.choices
    ? request.choices.map((choice) => chooseByHand(review.find(choice.groupId, rules), choice))
    : chooseByRules(rules, review);
  const allowed = whatMayGo(chosen, rules, review, isByHand);
  const disk = new Disk();
  const seen = await lookAtFiles(allowed.going, disk, isDryRun);
  const whole = await withParts(seen.going, disk, isByHand);
  const left = [...allowed.left, ...seen.left, ...whole.left];
  return { removals: whole.going, left, ...inheritanceOf(request, chosen, whole.going) };
}

/** As far as the catalog and the names of folders tell. */
function whatMayGo(
  chosen: readonly Chosen[],
  rules: Rules,
  review: DuplicateReview,
  isByHand: boolean,
): Sorted<Removal> {
  const kept = new Set(chosen.flatMap(({ named }) => named));
  const going = new Map<number, Removal>();
  const left = new Map<number, Refusal>();
  const whyItStays = refuser(rules, review);
  for (const removal of chosen.flatMap(({ removals }) => removals)) {
    const { fileId } = removal.file;
    if (kept.has(fileId) || going.has(fileId) || left.has(fileId)) continue;
    const refusal = whyItStays(removal);
    if (refusal) left.set(fileId, refusal);
    else going.set(fileId, removal);
  }
  const withKeepers = [...going.values()].flatMap((removal) => {
    const staying = removal.keepers.filter(({ file }) => !going.has(file.fileId));
    // A person may rely on what another program keeps; rules do not.
    const keepers = isByHand ? staying : staying.filter(({ file }) => !territoryOf(file.path, file.rootPath));
    if (keepers.length > 0) return [{ ...removal, keepers }];
    const [other] = staying;
    const message = other
      ? `The other copy, ${pathForDisplay(other.file.path)}, is another program’s to keep or to throw away.`
      : "Its other copies go: this one stays.";
    left.set(removal.file.fileId, { path: pathForDisplay(removal.file.path), code: "LAST_COPY", message });
    return [];
  });
  return { going: withKeepers, left: [...left.values()] };
}

function refuser(
  { protectedFolders }: Rules,
  review: DuplicateReview,
): (held: HeldFile) => Refusal | undefined {
  const online = new Map<number, boolean>();
  const isOnline = (rootId: number) => {
    const known = online.get(rootId) ?? review.isOnline(rootId);
    online.set(rootId, known);
    return known;
  };
  return ({ file }) => {
    const path = pathForDisplay(file.path);
    const folder = protectedFolders.find((candidate) => isInside(file.path, candidate));
    if (folder !== undefined)
      return { path, code: "PROTECTED", message: `It lies in the protected folder ${folder}.` };
    const owner = territoryOf(file.path, file.rootPath);
    if (owner !== undefined) return { path, code: "OTHER_PROGRAMS", message: `It belongs to ${owner}.` };
    if (!isOnline(file.rootId)) {
      const message = `The disk with ${pathForDisplay(file.rootPath)} is not connected.`;
      return { path, code: "ROOT_OFFLINE", message };
    }
    return undefined;
  };
}

function inheritanceOf(
  request: CleanUp,
  chosen: readonly Chosen[],
  removals: readonly PlannedRemoval[],
): Pick<CleanUpPlan, "inheritances" | "inheriting"> {
  if (request.choices) {
    const inheritances = chosen.flatMap(({ accepted, members }) => planInheritance(accepted, members));
    return { inheritances, inheriting: [] };
  }
  const filesGoing = Map.groupBy(removals, ({ asset }) => asset.assetId);
  const inheriting = chosen.flatMap(({ members: [kept, ...others], group }) => {
    const isGone = ({ assetId }: ReviewedAsset) =>
      filesGoing.get(assetId)?.length === group.facts.files(assetId).length;
    const going = others.filter(isGone);
    return kept && going.length > 0 && !isGone(kept) ? [{ kept, going }] : [];
  });
  const inheritances = inheriting.flatMap((one) =>
    planInheritance(takeOversOf(one, request.inherit ?? []), [one.kept, ...one.going]),
  );
  return { inheritances, inheriting };
}

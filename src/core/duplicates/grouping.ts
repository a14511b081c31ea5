import type { PairContents } from "../catalog/comparisons.ts";

/** A content to be grouped. `key` orders what is equal otherwise, so that groups do not depend on ids or on time. */
export interface GroupedItem {
  id: number;
  key: string;
  pixels: number;
}

/** A verified pair, or one that the pixels spoke against. */
export interface GroupedPair {
  firstId: number;
  secondId: number;
  confidence: number;
  /** The one that shows only a part of the other; 0 where both show the same. */
  innerId: number;
  isRefuted: boolean;
  /** They differ by writing: a watermark, a date. */
  isWritten?: boolean;
  /** What their originals show: with other contents that is certain (refuted) never in one group, whatever others say. */
  contents?: PairContents | null;
}

export interface GroupingOptions {
  /** Pairs below this join nothing. */
  leastConfidence: number;
  /** A person's verdict: never in one group. */
  areSeparate?: (firstId: number, secondId: number) => boolean;
}

export interface PictureGroup {
  /** Every other member was verified against this one. */
  centreId: number;
  /** In the order of their keys, the centre among them. */
  memberIds: number[];
  /** Of the least sure pair of centre and member. */
  confidence: number;
}

interface Neighbour {
  id: number;
  confidence: number;
  isWritten: boolean;
}

/** What is known of any two, by the one and the other. */
interface Relations {
  verified: ReadonlyMap<number, readonly number[]>;
  /** Laid on each other they differ by too much for one picture; refuted ones among them. */
  doubted: ReadonlyMap<number, readonly number[]>;
  refuted: ReadonlyMap<number, readonly number[]>;
  areSeparate(one: number, other: number): boolean;
  /** Other contents on the same form. */
  otherwiseWritten: ReadonlyMap<number, readonly number[]>;
}

/**
 * Groups by centres (medoids: Kaufman and Rousseeuw 1990): a group is one content and those that were verified against
 * it directly, so no chain of small steps joins unlike pictures. A picture that shows more than the centre does not
 * join it: two different pictures can have the same cut-out. Nor does one that more of the members doubt than verify,
 * nor one that the pixels, or a person, keep apart from a member, unless the others speak for it with one voice. The
 * outcome depends on contents and pairs only, not on their order.
 */
export function groupPictures(
  items: readonly GroupedItem[],
  pairs: readonly GroupedPair[],
  { leastConfidence, areSeparate = () => false }: GroupingOptions,
): PictureGroup[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const verified = new Map<number, number[]>();
  const doubted = new Map<number, number[]>();
  const refuted = new Map<number, number[]>();
  const otherwiseWritten = new Map<number, number[]>();
  const around = new Map<number, Neighbour[]>();
  const areApart = (one: number, other: number) =>
    areSeparate(one, other) || (otherwiseWritten.get(one)?.includes(other) ?? false);
  for (const pair of pairs) {
    const { firstId, secondId, confidence, innerId, isRefuted, isWritten = false, contents } = pair;
    if (!byId.has(firstId) || !byId.has(secondId)) continue;
    if (isKeptApart(pair)) {
      // Kept apart whatever others say: nothing to be voted on.
      relate(otherwiseWritten, firstId, secondId);
      continue;
    }
    const isVerified = confidence >= leastConfidence;
    if (isVerified) relate(verified, firstId, secondId);
    // Where nothing lays the one on the other they may be two cuts of one picture: that says nothing.
    else if (isRefuted || confidence > 0 || contents === "other") relate(doubted, firstId, secondId);
    if (isRefuted) relate(refuted, firstId, secondId);
    if (!isVerified || areSeparate(firstId, secondId)) continue;
    if (innerId !== firstId) push(around, firstId, { id: secondId, confidence, isWritten });
    if (innerId !== secondId) push(around, secondId, { id: firstId, confidence, isWritten });
  }
  const relations: Relations = { verified, doubted, refuted, areSeparate: areApart, otherwiseWritten };
  const order = byKey(byId);
  const groups: PictureGroup[] = [];
  for (const component of components(around))
    groups.push(...groupComponent(component, around, byId, relations));
  return groups
    .map((group) => ({ ...group, memberIds: group.memberIds.sort(order) }))
    .sort((left, right) => order(left.memberIds[0] ?? 0, right.memberIds[0] ?? 0));
}

/** Whether two pages say other things; of other pictures that is a doubt, which refutes nothing (`isWrittenOtherwise`). */
export function isKeptApart({ contents, isRefuted }: Pick<GroupedPair, "contents" | "isRefuted">): boolean {
  return contents === "other" && isRefuted;
}

/** Centres are taken greedily: most neighbours first, then surest, largest, and by key. */
function groupComponent(
  component: ReadonlySet<number>,
  around: ReadonlyMap<number, Neighbour[]>,
  byId: ReadonlyMap<number, GroupedItem>,
  relations: Relations,
): PictureGroup[] {
  const free = new Set(component);
  const order = byKey(byId);
  const surestFirst = (left: Neighbour, right: Neighbour) =>
    right.confidence - left.confidence || order(left.id, right.id);
  const groups: PictureGroup[] = [];
  for (;;) {
    let best: Centre | undefined;
    for (const centreId of free) {
      const near = (around.get(centreId) ?? []).filter(({ id }) => free.has(id));
      if (near.length === 0) continue;
      const members = agreeing(near, relations, surestFirst);
      const candidate = {
        centreId,
        members,
        sum: members.reduce((sum, { confidence }) => sum + confidence, 0),
      };
      if (!best || isBetterCentre(candidate, best, byId)) best = candidate;
    }
    if (!best) return groups;
    const { centreId, members } = best;
    const ids = new Set(members.map(({ id }) => id));
    const contested = new Set(members.filter(({ id }) => countAmong(ids, relations.refuted.get(id)) > 0));
    // The others first: they are to speak for those.
    const ranked = members.sort(
      (left, right) =>
        Number(contested.has(left)) - Number(contested.has(right)) ||
        Number(left.isWritten) - Number(right.isWritten) ||
        surestFirst(left, right),
    );
    const accepted: Neighbour[] = [];
    const acceptedIds = new Set<number>();
    for (const member of ranked) {
      if (!mayJoin(member, acceptedIds, relations)) continue;
      const surer = (around.get(member.id) ?? []).filter(
        ({ id, confidence }) => free.has(id) && confidence > member.confidence,
      );
      if (isDrawnAway(surer, [centreId, ...acceptedIds], relations)) continue;
      accepted.push(member);
      acceptedIds.add(member.id);
    }
    for (const id of [...acceptedIds, centreId]) free.delete(id);
    if (accepted.length === 0) continue;
    groups.push({
      centreId,
      memberIds: [centreId, ...acceptedIds],
      confidence: Math.min(...accepted.map(({ confidence }) => confidence)),
    });
  }
}

/**
 * Whether one of those it is surer to be a copy of can never join this group: then it waits for theirs. A small copy of
 * a scan may be taken for a copy of what was scanned, which the scan itself is not.
 */
function isDrawnAway(
  surer: readonly Neighbour[],
  group: readonly number[],
  { otherwiseWritten }: Relations,
): boolean {
  return surer.some(({ id }) => {
    const apart = otherwiseWritten.get(id);
    return apart !== undefined && group.some((member) => apart.includes(member));
  });
}

function countAmong(ids: ReadonlySet<number>, others: readonly number[] = []): number {
  return others.filter((id) => ids.has(id)).length;
}

/**
 * Those of a centre's neighbours that as many of the others verify as doubt; the surest where that leaves none. A copy
 * without colours, of a picture in fog, is like the next shot of it too: of the generated set's copies at least seven in
 * ten verify each, of that next shot one in five.
 */
function agreeing(
  members: readonly Neighbour[],
  { verified, doubted }: Relations,
  surestFirst: (left: Neighbour, right: Neighbour) => number,
): Neighbour[] {
  const ids = new Set(members.map(({ id }) => id));
  const kept = members.filter(({ id }) => {
    const doubting = countAmong(ids, doubted.get(id));
    // The centre speaks for each.
    return doubting === 0 || 1 + countAmong(ids, verified.get(id)) >= doubting;
  });
  return kept.length > 0 ? kept : members.toSorted(surestFirst).slice(0, 1);
}

/**
 * Of the members, how many must speak for one to each that speaks against it. Of the generated set's copies with writing
 * 18 or more of 24 do, and 3 at most speak against them; of a picture that lacks a thing, 0 and 24. Where no writing
 * explains it one look among many must be wrong: of a copy in a frame 21 speak for it and 1 against.
 */
const leastSpeaking = { written: 3, plain: 9 };

/** Whether nothing keeps it from those that were accepted beside the centre. */
function mayJoin(
  { id, isWritten }: Neighbour,
  accepted: ReadonlySet<number>,
  { verified, refuted, areSeparate }: Relations,
): boolean {
  if (accepted.values().some((other) => areSeparate(other, id))) return false;
  const against = countAmong(accepted, refuted.get(id));
  if (against === 0) return true;
  const speaking = countAmong(accepted, verified.get(id));
  return speaking > leastSpeaking[isWritten ? "written" : "plain"] * against;
}

interface Centre {
  centreId: number;
  members: Neighbour[];
  sum: number;
}

function isBetterCentre(one: Centre, other: Centre, byId: ReadonlyMap<number, GroupedItem>): boolean {
  if (one.members.length !== other.members.length) return one.members.length > other.members.length;
  // Sums of the same confidences in another order differ in their last bits.
  if (Math.abs(one.sum - other.sum) > 1e-9) return one.sum > other.sum;
  const [left, right] = [byId.get(one.centreId), byId.get(other.centreId)];
  if (left && right && left.pixels !== right.pixels) return left.pixels > right.pixels;
  return byKey(byId)(one.centreId, other.centreId) < 0;
}

function byKey(byId: ReadonlyMap<number, GroupedItem>): (left: number, right: number) => number {
  return (left, right) => {
    const [one, other] = [byId.get(left)?.key ?? "", byId.get(right)?.key ?? ""];
    return one < other ? -1 : one > other ? 1 : 0;
  };
}

function* components(around: ReadonlyMap<number, Neighbour[]>): Generator<Set<number>> {
  const links = new Map<number, number[]>();
  for (const [id, neighbours] of around) {
    for (const neighbour of neighbours) {
      push(links, id, neighbour.id);
      push(links, neighbour.id, id);
    }
  }
  const seen = new Set<number>();
  for (const start of links.keys()) {
    if (seen.has(start)) continue;
    const component = new Set([start]);
    const stack = [start];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      for (const next of links.get(id) ?? []) {
        if (component.has(next)) continue;
        component.add(next);
        stack.push(next);
      }
    }
    for (const id of component) seen.add(id);
    yield component;
  }
}

function relate(relation: Map<number, number[]>, one: number, other: number): void {
  push(relation, one, other);
  push(relation, other, one);
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

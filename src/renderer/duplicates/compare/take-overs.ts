import type { InheritableField, InheritedField, TakeOver } from "../../../contract/index.ts";

/** One value that the photo which stays could take over. */
export interface Offer {
  field: InheritableField;
  value: string;
  /** What it has itself; null for nothing. */
  kept: string | null;
  /** The first that has it, and how many have. */
  from: number;
  having: number;
}

/** What a person ticked or unticked, by `offerKey`; what they left alone is as proposed. */
export type Ticks = ReadonlyMap<string, boolean>;

/** Each distinct value of each field once. The camera is nothing that another photo could have had. */
export function offersOf(fields: readonly InheritedField[]): Offer[] {
  return fields.flatMap(({ field, kept, offered }) => {
    if (field === "camera") return [];
    const byValue = Map.groupBy(offered, ({ value }) => value);
    return [...byValue].map(([value, having]) => ({
      field,
      value,
      kept,
      from: having[0]?.assetId ?? 0,
      having: having.length,
    }));
  });
}

export function offerKey(keep: number, { field, from }: Offer): string {
  return `${keep} ${field} ${from}`;
}

/** Proposed is what fills an empty field: the first value, or, of keywords, all. Nothing replaces another unasked. */
export function isTicked(keep: number, offer: Offer, offers: readonly Offer[], ticks: Ticks): boolean {
  const chosen = ticks.get(offerKey(keep, offer));
  if (chosen !== undefined) return chosen;
  const first = offers.find(({ field }) => field === offer.field);
  return offer.kept === null && (offer === first || offer.field === "keywords");
}

/** Ticks or unticks one; a field has one value, and only keywords add up. */
export function ticked(keep: number, offer: Offer, offers: readonly Offer[], ticks: Ticks): Ticks {
  const isOn = !isTicked(keep, offer, offers, ticks);
  const next = new Map(ticks).set(offerKey(keep, offer), isOn);
  if (!isOn || offer.field === "keywords") return next;
  for (const other of offers) {
    if (other.field === offer.field && other !== offer) next.set(offerKey(keep, other), false);
  }
  return next;
}

/** As the engine is told. */
export function takeOvers(keep: number, offers: readonly Offer[], ticks: Ticks): TakeOver[] {
  return offers
    .filter((offer) => isTicked(keep, offer, offers, ticks))
    .map(({ field, from }) => ({ keep, from, field }));
}

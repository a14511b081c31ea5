import { type FilterKind, misunderstood } from "./filter-kind.ts";

const metersOf: Readonly<Record<string, number>> = { km: 1000, m: 1, mi: 1609.344 };

/** A part of a town. */
const radiusWhenNotSaid = "5km";

/** Half of the way around the earth: everything is nearer. */
const farthestMeters = 20_100_000;

/** Around a point, in degrees of latitude and longitude (WGS 84). */
export const near: FilterKind = {
  name: "near",
  aliases: ["around"],
  purpose: "around a point on the map",
  expected: 'latitude and longitude in degrees and a distance such as "48.85,2.35" 5km',
  isOfferedForWords: false,
  read(value, _context, distance) {
    const [first = "", second = "", ...others] = partsOf(value);
    const third = others.length > 0 ? others.join("") : undefined;
    const [latitude, longitude] = [degreesOf(first, "S"), degreesOf(second, "W")];
    if (latitude === undefined || longitude === undefined)
      return misunderstood(`“${value}” is no point on the map.`);
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
      return misunderstood(
        Math.abs(latitude) > 90
          ? `A latitude lies between -90 and 90, and ${latitude} does not.`
          : `A longitude lies between -180 and 180, and ${longitude} does not.`,
      );
    if (distance !== undefined && third !== undefined)
      return misunderstood(`There is more than one distance: “${third}” and “${distance}”.`);
    const said = distance ?? third ?? radiusWhenNotSaid;
    const radius = radiusOf(said);
    if (!radius) return misunderstood(`“${said}” is no distance.`);
    return {
      kind: "understood",
      canonical: `${latitude},${longitude},${radius.printed}`,
      label: `within ${radius.label} of ${latitude}, ${longitude}`,
      filter: { kind: "near", latitude, longitude, radiusMeters: radius.meters },
    };
  },
  offer: () => [],
};

/** "48.85,2.35,5km", "48.85, 2.35 5km", "48.85 2.35"; and with decimal commas "48,85; 2,35" */
function partsOf(value: string): string[] {
  const parts = value.includes(";")
    ? value.split(/[\s;]+/).map((part) => part.replace(",", "."))
    : value.split(/[\s,]+/);
  return parts.filter((part) => part !== "");
}

/** "-33.9", "33.9S" */
function degreesOf(text: string, negative: "S" | "W"): number | undefined {
  const pattern =
    negative === "S"
      ? /^([+-]?\d{1,3}(?:\.\d{1,10})?)°?([ns])?$/i
      : /^([+-]?\d{1,3}(?:\.\d{1,10})?)°?([we])?$/i;
  const [, number, side] = pattern.exec(text) ?? [];
  if (number === undefined) return undefined;
  return side?.toUpperCase() === negative ? 0 - Number(number) : Number(number) + 0;
}

function radiusOf(text: string): { meters: number; printed: string; label: string } | undefined {
  const [, number = "", letters = ""] = /^(\d+(?:[.,]\d+)?)\s?(km|mi|m)$/i.exec(text.trim()) ?? [];
  const unit = letters.toLowerCase();
  const amount = Number(number.replace(",", "."));
  const meters = amount * (metersOf[unit] ?? 0);
  if (!(meters > 0)) return undefined;
  return {
    meters: Math.min(meters, farthestMeters),
    printed: `${amount}${unit}`,
    label: `${amount} ${unit}`,
  };
}

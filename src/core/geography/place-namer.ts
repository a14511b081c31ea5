import { iso1A2Code } from "@rapideditor/country-coder";
import { Towns } from "./towns.ts";

/** Degrees. */
export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** Some metres from 180 degrees. */
const nearDateLine = 179.9999;

/** In English, as people say it: "Czechia", not "Czech Republic (the)". */
const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Names places without asking anyone: towns by a gazetteer, countries by their borders. */
export class PlaceNamer {
  readonly #towns: Towns;

  private constructor(towns: Towns) {
    this.#towns = towns;
  }

  static async open(): Promise<PlaceNamer> {
    return new PlaceNamer(await Towns.open());
  }

  /**
   * The smallest first: town, the city it belongs to, region, country, each name once. A part of a country with a code of its own (Puerto
   * Rico) goes before the country. Empty where there is no land: on the high seas.
   */
  namesOf({ latitude, longitude }: Coordinates): string[] {
    // Borders end at the date line, and what lies just on it is in none of them.
    const within = Math.abs(longitude) > nearDateLine ? nearDateLine : longitude;
    const place: [number, number] = [within, latitude];
    const territory = iso1A2Code(place, { level: "territory" }) ?? undefined;
    const country = iso1A2Code(place, { level: "country" }) ?? undefined;
    const town = this.#towns.at(latitude, within, territory);
    const names = [
      town?.name,
      town?.city,
      town?.region,
      nameOfCountry(territory ?? town?.country),
      nameOfCountry(country),
    ];
    return [...new Set(names.filter((name) => name !== undefined && name !== ""))] as string[];
  }
}

function nameOfCountry(code: string | undefined): string | undefined {
  const isCode = code !== undefined && /^[A-Z]{2}$/.test(code);
  return isCode ? countryNames.of(code)?.replace(/ SAR China$/u, "") : undefined;
}

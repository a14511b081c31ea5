import type { Catalog } from "../catalog/index.ts";
import { comparisonVersion, type PairMeasures } from "../imaging/comparison/compare.ts";
import { signatureVersion } from "../imaging/signature/signature.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { comparisonOf } from "./comparison-of.ts";
import type { ContentsOfPairs } from "./contents-of-pairs.ts";

/** Looked at in one turn of the stage. */
const pairsAtOnce = 8;

/** Pairs that wait for an original that could not be read: looked at again whenever other folders can be reached. */
export class UnreadPairs {
  readonly #parts: { catalog: Catalog; places: RootPlaces };
  readonly #contents: ContentsOfPairs;
  readonly #onFound: () => void;
  /** Pairs up to this one were tried again; undefined when all were, with what was there then. */
  #lookedTo: readonly [number, number] | undefined;
  #wasThere = "";

  constructor(
    parts: { catalog: Catalog; places: RootPlaces },
    contents: ContentsOfPairs,
    onFound: () => void,
  ) {
    this.#parts = parts;
    this.#contents = contents;
    this.#onFound = onFound;
  }

  disksChanged(): void {
    this.#wasThere = "";
  }

  /** @returns false when all that wait have been tried with what is there now */
  async lookAtSome(signal: AbortSignal | undefined): Promise<boolean> {
    if (!this.#lookedTo) return this.#beginAgain();
    const { comparisons } = this.#parts.catalog;
    const pairs = comparisons.unread(comparisonVersion, this.#lookedTo, pairsAtOnce);
    for (const { firstId, secondId } of pairs) {
      await this.#lookAt(firstId, secondId, signal);
      if (signal?.aborted) return true;
    }
    const last = pairs.at(-1);
    this.#lookedTo = last && [last.firstId, last.secondId];
    // A disk that came on the way was there for some of them only.
    return last !== undefined || this.#beginAgain();
  }

  /** @returns false when what is there is what was there the last time */
  #beginAgain(): boolean {
    const isThere = this.#whatIsThere();
    if (isThere === this.#wasThere) return false;
    this.#wasThere = isThere;
    this.#lookedTo = [0, 0];
    return true;
  }

  async #lookAt(firstId: number, secondId: number, signal: AbortSignal | undefined): Promise<void> {
    const { catalog } = this.#parts;
    const json = catalog.comparisons.measures(firstId, secondId);
    if (json === undefined) return;
    const { contents: _, ...known } = JSON.parse(json) as PairMeasures;
    const measures = await this.#contents.lookInto(firstId, secondId, known);
    if (signal?.aborted || measures.contents?.verdict === "unread") return;
    const other = { assetId: secondId, turn: known.turn };
    catalog.transaction(() => catalog.comparisons.put(comparisonOf(firstId, other, measures)));
    this.#onFound();
  }

  /** Folders that can be reached, and how many photos there are. */
  #whatIsThere(): string {
    const { catalog, places } = this.#parts;
    const online = catalog.roots.list().filter((root) => places.isOnline(root));
    const { total } = catalog.signatures.progress({
      signature: signatureVersion,
      comparison: comparisonVersion,
    });
    return `${online.map(({ rootId }) => rootId).join(" ")}/${total}`;
  }
}

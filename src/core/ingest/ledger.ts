import type { Ledger } from "../../contract/jobs.ts";
import { emptyLedger } from "../catalog/jobs.ts";

export type LedgerEntry = Exclude<keyof Ledger, "found">;

/** The counts of one job. `found` runs ahead of the others while files wait, and equals their sum at the end. */
export class LedgerCounts {
  #counts: Ledger = { ...emptyLedger };

  find(count = 1): void {
    this.#counts.found += count;
  }

  record(entry: LedgerEntry, count = 1): void {
    this.#counts[entry] += count;
  }

  /** Files of which it is known what became of them. */
  get accounted(): number {
    const { indexed, unchanged, duplicate, skipped, failed } = this.#counts;
    return indexed + unchanged + duplicate + skipped + failed;
  }

  get found(): number {
    return this.#counts.found;
  }

  snapshot(): Ledger {
    return { ...this.#counts };
  }

  /** Takes back what was counted since the snapshot. */
  restore(snapshot: Ledger): void {
    this.#counts = { ...snapshot };
  }

  /** As it may be written down: only what is accounted for counts as found, so that it adds up after a crash too. */
  settled(): Ledger {
    return { ...this.#counts, found: this.accounted };
  }
}

import type { Ledger } from "../../contract/jobs.ts";
import { emptyLedger } from "../catalog/jobs.ts";

export type LedgerEntry = Exclude<keyof Ledger, "found">;

/** What is told beside the ledger, of files that it counts already. */
export interface Facts {
  moved: number;
  reprocessed: number;
}

/** The counts of one job. `found` runs ahead of the others while files wait, and equals their sum at the end. */
export class LedgerCounts {
  #counts: Ledger & Facts = { ...emptyLedger, moved: 0, reprocessed: 0 };

  find(count = 1): void {
    this.#counts.found += count;
  }

  record(entry: LedgerEntry, count = 1): void {
    this.#counts[entry] += count;
  }

  note(fact: keyof Facts): void {
    this.#counts[fact] += 1;
  }

  get facts(): Facts {
    const { moved, reprocessed } = this.#counts;
    return { moved, reprocessed };
  }

  /** Files of which it is known what became of them. */
  get accounted(): number {
    const { indexed, unchanged, duplicate, skipped, failed } = this.#counts;
    return indexed + unchanged + duplicate + skipped + failed;
  }

  get found(): number {
    return this.#counts.found;
  }

  get ledger(): Ledger {
    const { moved: _, reprocessed: __, ...ledger } = this.#counts;
    return ledger;
  }

  /** Nothing has been counted yet. */
  reset(): void {
    this.#counts = { ...emptyLedger, moved: 0, reprocessed: 0 };
  }

  snapshot(): Ledger & Facts {
    return { ...this.#counts };
  }

  /** Takes back what was counted since the snapshot. */
  restore(snapshot: Ledger & Facts): void {
    this.#counts = { ...snapshot };
  }

  /** As it may be written down: only what is accounted for counts as found, so that it adds up after a crash too. */
  settled(): Ledger {
    return { ...this.ledger, found: this.accounted };
  }
}

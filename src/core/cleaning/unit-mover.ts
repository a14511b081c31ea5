import type { Refusal } from "../../contract/cleaning.ts";
import type { Catalog } from "../catalog/index.ts";
import type { StoredMove } from "../catalog/moves.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import type { Mover } from "./mover.ts";
import { fromMoveError } from "./verify-file.ts";

/** Moves photos with what belongs to them: all of it, or nothing. */
export class UnitMover {
  readonly #catalog: Catalog;
  readonly #mover: Mover;

  constructor(catalog: Catalog, mover: Mover) {
    this.#catalog = catalog;
    this.#mover = mover;
  }

  /**
   * @param parts as they are planned in the journal
   * @returns folders beside the root, where these were what the disk had
   * @throws what kept one of them where it is: all of them are there then
   */
  async trash(lead: StoredMove, parts: readonly StoredMove[]): Promise<string[]> {
    const folders = new Set<string>();
    try {
      for (const move of [lead, ...parts]) {
        const folder = await this.#mover.trash(move);
        if (folder !== null) folders.add(folder);
      }
    } catch (error) {
      await this.#putTogether(lead);
      const { moves } = this.#catalog;
      this.#catalog.transaction(() => {
        for (const part of moves.partsOf(lead)) if (part.state !== "moved") moves.forget(part.moveId);
      });
      throw error;
    }
    return [...folders];
  }

  /** What went of a photo comes back to what did not. What cannot come back stays in the trash, as the journal says. */
  async #putTogether(lead: StoredMove): Promise<void> {
    for (const move of this.#unitOf(lead).reverse()) {
      if (move.state === "moved") await this.#mover.restore(move).catch(() => {});
    }
  }

  #unitOf(lead: StoredMove): StoredMove[] {
    const { moves } = this.#catalog;
    return [moves.get(lead.moveId) ?? lead, ...moves.partsOf(lead)];
  }

  /**
   * Puts photos back with their parts.
   * @returns what is back, and what is not: a part whose photo's place is taken waits with it
   */
  async restore(wanted: readonly StoredMove[]): Promise<{ restored: StoredMove[]; refused: Refusal[] }> {
    const restored: StoredMove[] = [];
    const refused: Refusal[] = [];
    const units = Map.groupBy(wanted, ({ moveId, leadId }) => leadId ?? moveId);
    for (const unit of [...units.values()].reverse()) {
      for (const move of unit) {
        try {
          await this.#mover.restore(move);
          restored.push(move);
        } catch (error) {
          const { code, message } = fromMoveError(error, move.path);
          const isWaiting = move.leadId === null && code !== "GONE_FROM_TRASH";
          refused.push(
            ...(isWaiting ? unit : [move]).map(({ path }) => ({ path: pathForDisplay(path), code, message })),
          );
          if (isWaiting) break;
        }
      }
    }
    return { restored, refused };
  }

  /** Brings journal and disk into step after a process that ended on the way; photos that were torn are whole again. */
  async recover(): Promise<void> {
    const { moves } = this.#catalog;
    const leads = new Set(moves.underWay().map(({ moveId, leadId }) => leadId ?? moveId));
    const parts = moves.underWay().filter(({ leadId }) => leadId !== null);
    await this.#mover.recover();
    for (const leadId of leads) {
      const lead = moves.get(leadId);
      if (!lead) continue;
      const isForgotten = parts.some((part) => part.leadId === leadId && !moves.get(part.moveId));
      if (isForgotten || this.#unitOf(lead).some(({ state }) => state !== "moved"))
        await this.#putTogether(lead);
    }
  }
}

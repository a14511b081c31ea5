import type { CaptionerCard } from "../../contract/captions.ts";
import type { ModelCheck, ModelTrouble } from "../../contract/models.ts";
import { ShoeboxError } from "../errors.ts";
import { type CaptionerEntry, isCaptionerEntry } from "../models/manifest/schema.ts";
import { commonFacts } from "../shelf/common-facts.ts";
import type { ModelFiles, ModelShelf } from "../shelf/model-shelf.ts";
import { ShelfCards } from "../shelf/shelf-cards.ts";
import type { CaptionerChoice } from "./captioner-choice.ts";

interface CaptionerCardsParts {
  shelf: ModelShelf;
  choice: CaptionerChoice;
  /** Photos of the library whose machine's sentence is of it, whatever its revision. */
  captionsOf(id: string): number;
  /** Why the one that writes does not come on. */
  troubleAtWork(): ModelTrouble | null;
  onChange(): void;
}

/** What people see of the models that write captions, and can do with them. */
export class CaptionerCards {
  readonly #parts: CaptionerCardsParts;
  readonly #cards: ShelfCards<CaptionerEntry, CaptionerCard>;

  constructor(parts: CaptionerCardsParts) {
    this.#parts = parts;
    this.#cards = new ShelfCards(parts.shelf, {
      task: "captioning",
      isOfKind: isCaptionerEntry,
      cardOf: (files) => this.#card(files),
      troubleOf: (id) => this.#troubleOf(id),
      refuseInUse: (entry) => this.#refuseInUse(entry),
      onChange: () => parts.onChange(),
    });
  }

  async list(): Promise<CaptionerCard[]> {
    // Files may have gone without anybody's telling.
    await this.#parts.choice.refresh();
    return this.#cards.list();
  }

  install(id: string): Promise<CaptionerCard> {
    return this.#cards.install(id);
  }

  cancelInstall(id: string): Promise<CaptionerCard> {
    return this.#cards.cancelInstall(id);
  }

  async remove(id: string): Promise<CaptionerCard> {
    const card = await this.#cards.remove(id);
    await this.#parts.choice.removed(id);
    return card;
  }

  /** @throws MODEL_NOT_FOUND, MODEL_UNSUITABLE, MODEL_MISSING for one that is not installed */
  async use(id: string): Promise<void> {
    await this.#cards.findInstalled(id);
    await this.#parts.choice.choose(id);
    this.#parts.onChange();
  }

  import(directory: string): Promise<CaptionerCard> {
    return this.#cards.import(directory);
  }

  verify(id: string): Promise<ModelCheck> {
    return this.#cards.verify(id);
  }

  #isInUse(id: string): boolean {
    return this.#parts.choice.current()?.entry.id === id;
  }

  #troubleOf(id: string): ModelTrouble | null {
    const { choice, troubleAtWork } = this.#parts;
    return choice.troubleOf(id) ?? (this.#isInUse(id) ? troubleAtWork() : null);
  }

  #refuseInUse({ id, name }: CaptionerEntry): void {
    if (this.#isInUse(id)) throw new ShoeboxError("MODEL_IN_USE", `${name} writes the captions.`);
  }

  #card(files: ModelFiles<CaptionerEntry>): CaptionerCard {
    const { id } = files.entry;
    return {
      ...commonFacts(files),
      isInUse: this.#isInUse(id),
      captions: this.#parts.captionsOf(id),
      trouble: files.trouble ?? this.#troubleOf(id),
    };
  }
}

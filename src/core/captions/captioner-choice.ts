import type { ModelTrouble } from "../../contract/models.ts";
import { troubleOf } from "../errors.ts";
import type { CaptioningModel } from "../models/captioners/captioner.ts";
import type { BrokenModel, InstalledModel, InstalledModels } from "../models/installing/index.ts";
import { isCaptionerEntry } from "../models/manifest/schema.ts";
import { OneAtATime } from "../one-at-a-time.ts";

interface CaptionerChoiceParts {
  installed: Pick<InstalledModels, "list">;
  /** null where nobody chose one. */
  chosenId(): string | null;
  /** Writes it down. */
  choose(id: string | null): void;
}

/** A captioner that was chosen, and why it is not the one that writes. */
interface ChosenInVain extends ModelTrouble {
  id: string;
}

/**
 * Which captioner writes: the one that a person chose where its files are there, else the one that ships, else the first
 * that is installed. A choice stands while its files are away, and is followed again once they are back.
 */
export class CaptionerChoice {
  readonly #parts: CaptionerChoiceParts;
  readonly #listeners: (() => void)[] = [];
  readonly #looks = new OneAtATime();
  #current: CaptioningModel | undefined;
  #inVain: ChosenInVain | undefined;

  constructor(parts: CaptionerChoiceParts) {
    this.#parts = parts;
  }

  /** undefined where none is installed. */
  current(): CaptioningModel | undefined {
    return this.#current;
  }

  /** Why it is not the one that was chosen; null where it is. */
  trouble(): ModelTrouble | null {
    return this.#inVain ? { code: this.#inVain.code, message: this.#inVain.message } : null;
  }

  troubleOf(id: string): ModelTrouble | null {
    return this.#inVain?.id === id ? this.trouble() : null;
  }

  /** Called when another one writes, or the trouble is another. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** @param id null: the one that ships */
  choose(id: string | null): Promise<void> {
    this.#parts.choose(id);
    return this.refresh();
  }

  /** Forgets the choice of one whose files are removed. */
  async removed(id: string): Promise<void> {
    if (this.#parts.chosenId() === id) await this.choose(null);
  }

  /** Looks what lies there: at the start, and when files came or went. What cannot be looked at stays as it was. */
  refresh(): Promise<void> {
    return this.#looks.run(async () => {
      try {
        await this.#look();
      } catch (error) {
        const id = this.#parts.chosenId() ?? this.#current?.entry.id ?? "";
        this.#set(this.#current, { id, ...troubleOf(error) });
      }
    });
  }

  async #look(): Promise<void> {
    const { models, broken } = await this.#parts.installed.list();
    const captioners = models.flatMap(captioningModelOf);
    const chosenId = this.#parts.chosenId();
    const chosen = captioners.find(({ entry }) => entry.id === chosenId);
    const shipped = captioners.find(({ entry }) => entry.origin === "shipped");
    const isInVain = chosenId !== null && chosen === undefined;
    this.#set(chosen ?? shipped ?? captioners[0], isInVain ? inVain(chosenId, broken) : undefined);
  }

  #set(current: CaptioningModel | undefined, trouble: ChosenInVain | undefined): void {
    const before = JSON.stringify([this.#current, this.#inVain]);
    this.#current = current;
    this.#inVain = trouble;
    if (JSON.stringify([current, trouble]) === before) return;
    for (const listener of this.#listeners) listener();
  }
}

function captioningModelOf({ entry, directory }: InstalledModel): CaptioningModel[] {
  return isCaptionerEntry(entry) ? [{ entry, directory }] : [];
}

function inVain(id: string, broken: readonly BrokenModel[]): ChosenInVain {
  const why = broken.find((one) => one.id === id);
  if (why) return { id, ...troubleOf(why.error) };
  return {
    id,
    code: "MODEL_MISSING",
    message: `The model ${id}, which was chosen, is not installed any more.`,
  };
}

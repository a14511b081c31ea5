import type { ModelCheck, ModelTrouble } from "../../contract/models.ts";
import { ShoeboxError } from "../errors.ts";
import type { ModelEntry, ModelTask } from "../models/manifest/schema.ts";
import type { ModelFiles, ModelShelf } from "./model-shelf.ts";

/** What models of one kind are to the app. */
export interface KindOfModel<Entry extends ModelEntry, Card> {
  task: ModelTask;
  isOfKind(entry: ModelEntry): entry is Entry;
  cardOf(files: ModelFiles<Entry>): Card;
  /** Why a model that was chosen is not at work. */
  troubleOf(id: string): ModelTrouble | null;
  /** @throws MODEL_IN_USE for one that is needed */
  refuseInUse(entry: Entry): void;
  /** Something that a card shows changed: files came, went, or were found to be damaged. */
  onChange(): void;
}

const uses: Record<ModelTask, string> = {
  embedding: "finds photos, and does not write captions",
  captioning: "writes captions, and does not find photos",
};

/** What people see of the files of one kind of models, and can do with them. */
export class ShelfCards<Entry extends ModelEntry, Card> {
  readonly #shelf: ModelShelf;
  readonly #kind: KindOfModel<Entry, Card>;

  constructor(shelf: ModelShelf, kind: KindOfModel<Entry, Card>) {
    this.#shelf = shelf;
    this.#kind = kind;
  }

  async list(): Promise<Card[]> {
    const all = await this.#shelf.list();
    return all.flatMap((files) => (this.#isOfKind(files) ? [this.#kind.cardOf(files)] : []));
  }

  /** @throws MODEL_NOT_FOUND and the codes of starting a download */
  async install(id: string): Promise<Card> {
    const { isInstalled, download, trouble } = await this.find(id);
    // What was found to be damaged, by a check or at work, is fetched again.
    const isSound = isInstalled && trouble === null && this.#kind.troubleOf(id) === null;
    if (download === null && !isSound) await this.#shelf.install(id);
    return this.changed(id);
  }

  /** @throws MODEL_NOT_FOUND */
  async cancelInstall(id: string): Promise<Card> {
    if ((await this.find(id)).download !== null) await this.#shelf.cancel(id);
    return this.changed(id);
  }

  /** @throws MODEL_NOT_FOUND, MODEL_IN_USE, QUERY_INVALID for a model that ships */
  async remove(id: string): Promise<Card> {
    const found = await this.find(id);
    const { name, origin } = found.entry;
    this.#kind.refuseInUse(found.entry);
    if (origin === "shipped") {
      throw new ShoeboxError("QUERY_INVALID", `${name} is part of Shoebox: it cannot be removed.`);
    }
    await this.#shelf.remove(id);
    this.#kind.onChange();
    // A model that a person brought is gone from the list with its files.
    const left = await this.find(id).catch(() => ({ ...found, isInstalled: false }));
    return this.#kind.cardOf(left);
  }

  /** @throws DIR_NOT_FOUND, MODEL_MISSING, MODEL_CORRUPT, MODEL_UNSUITABLE, DISK_FULL */
  async import(directory: string): Promise<Card> {
    return this.changed(await this.#shelf.import(directory, this.#kind.task));
  }

  /** @throws MODEL_NOT_FOUND, MODEL_MISSING */
  async verify(id: string): Promise<ModelCheck> {
    await this.findInstalled(id);
    const check = await this.#shelf.verify(id);
    this.#kind.onChange();
    return check;
  }

  /** @throws MODEL_NOT_FOUND; MODEL_UNSUITABLE for one of another kind */
  async find(id: string): Promise<ModelFiles<Entry>> {
    const found = (await this.#shelf.list()).find(({ entry }) => entry.id === id);
    if (!found) throw new ShoeboxError("MODEL_NOT_FOUND", `There is no model ${id}.`);
    if (this.#isOfKind(found)) return found;
    const { name, task } = found.entry;
    throw new ShoeboxError("MODEL_UNSUITABLE", `${name} ${uses[task]}.`);
  }

  /** @throws MODEL_MISSING for one that is not installed, and as `find` */
  async findInstalled(id: string): Promise<ModelFiles<Entry>> {
    const found = await this.find(id);
    if (!found.isInstalled) throw new ShoeboxError("MODEL_MISSING", `${found.entry.name} is not installed.`);
    return found;
  }

  async changed(id: string): Promise<Card> {
    this.#kind.onChange();
    return this.#kind.cardOf(await this.find(id));
  }

  #isOfKind(files: ModelFiles): files is ModelFiles<Entry> {
    return this.#kind.isOfKind(files.entry);
  }
}

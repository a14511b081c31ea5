import { setTimeout as delay } from "node:timers/promises";
import type { CaptionerCard, ModelCard, ModelCheck, ShoeboxClient } from "../contract/index.ts";
import { CommandError } from "./errors.ts";
import { createProgressBar, type Progress } from "./progress-bar.ts";

const lookMillis = 300;

/** What cards of models have in common, whatever the models are for. */
export type ShelfCard = Pick<
  ModelCard | CaptionerCard,
  "id" | "name" | "sizeBytes" | "isInstalled" | "isInUse" | "download" | "trouble"
>;

interface OneModel {
  id: string;
}

/** Models of one kind, as commands see them. */
export interface ModelShelf<Card extends ShelfCard> {
  /** All that are known of. */
  list(client: ShoeboxClient): Promise<Card[]>;
  /** `shoebox models use ID`, and what that does: "searches with it". */
  howToUse(id: string): string;
  calls(client: ShoeboxClient): {
    install(model: OneModel): Promise<Card>;
    cancelInstall(model: OneModel): Promise<Card>;
    import(folder: { directory: string }): Promise<Card>;
    verify(model: OneModel): Promise<ModelCheck>;
  };
}

export const photoFinders: ModelShelf<ModelCard> = {
  list: async (client) => (await client.models.list()).models,
  howToUse: (id) => `\`shoebox models use ${id}\` searches with it.`,
  calls: ({ models }) => models,
};

export const captioners: ModelShelf<CaptionerCard> = {
  list: (client) => client.captions.models(),
  howToUse: (id) => `\`shoebox captions use ${id}\` writes with it.`,
  calls: ({ captions }) => captions,
};

/** @throws CommandError MODEL_NOT_FOUND */
export async function findModel<Card extends ShelfCard>(
  shelf: ModelShelf<Card>,
  client: ShoeboxClient,
  id: string,
): Promise<Card> {
  const card = (await shelf.list(client)).find((model) => model.id === id);
  if (!card) throw new CommandError("MODEL_NOT_FOUND", `There is no model ${id}`);
  return card;
}

interface Following<Card> {
  find(): Promise<Card>;
  /** undefined where nothing is under way. */
  progressOf(card: Card): Progress | undefined;
  /** Ends the following; what is under way is left as it is. */
  signal: AbortSignal;
}

/**
 * Follows what is being done to a model until it is over, with a bar where stderr is a terminal.
 * @returns the model as it was last
 * @throws CommandError with the code of what stopped it
 */
export async function followModel<Card extends ShelfCard>(following: Following<Card>): Promise<Card> {
  const bar = createProgressBar();
  try {
    for (;;) {
      const card = await following.find();
      const progress = following.progressOf(card);
      if (card.trouble && !progress) throw new CommandError(card.trouble.code, card.trouble.message);
      if (!progress || following.signal.aborted) return card;
      bar.show(progress);
      await delay(lookMillis, undefined, { signal: following.signal }).catch(() => {});
    }
  } finally {
    bar.clear();
  }
}

/** Of a model on its way; undefined where its files are here, or the download ended without them. */
export function downloadProgress({ download, isInstalled }: ShelfCard): Progress | undefined {
  if (isInstalled || download === null) return undefined;
  const { bytesDone: done, bytesTotal: total, bytesPerSecond: perSecond, secondsLeft } = download;
  return { phase: "Getting it", done, total, perSecond, secondsLeft, unit: "bytes" };
}

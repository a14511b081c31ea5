import type { CaptionChange } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { api, queryClient } from "../api/queries.ts";
import { notify } from "../layout/notices.tsx";
import { forgetDone, sayUndoable } from "../undo/undo.ts";
import { photos } from "../words/quantities.ts";
import { theCaptions } from "./caption-words.ts";
import { refreshCaptions } from "./use-sentences.ts";

const nameOf = (captionActionId: number) => `captions ${captionActionId}`;

interface Said {
  message: string;
  remedy?: string;
  /** Where nothing had to be changed. */
  unchanged: string;
}

/** Does it, and says what came of it. @returns false where it could not be done, which was said */
async function change(work: () => Promise<CaptionChange>, say: (changed: number) => Said): Promise<boolean> {
  try {
    const { photosChanged, actionId } = await work();
    const { message, remedy = "", unchanged } = say(photosChanged);
    if (actionId === null) notify({ code: "", message: unchanged, remedy: "" });
    else sayUndoable(message, () => undoCaptions(actionId), { remedy, name: nameOf(actionId) });
    return true;
  } catch (error) {
    notify(errorWords(error));
    return false;
  } finally {
    refreshCaptions();
  }
}

/** Keeps a person's own words; "" takes them away. */
export const keepCaption = (assetId: number, text: string) =>
  change(
    () => client.captions.edit({ assetId, text }),
    () =>
      text.trim() === ""
        ? { message: "Your caption is taken away.", unchanged: "There was no caption of yours." }
        : { message: "Your caption is kept.", unchanged: "The caption is as it was." },
  );

export const rejectCaptions = (assetIds: readonly number[]) =>
  change(
    () => client.captions.reject({ photos: { assetIds: [...assetIds] } }),
    (changed) => ({
      message: changed > 1 ? `The captions of ${photos(changed)} are gone.` : "The caption is gone.",
      unchanged: `No machine wrote ${theCaptions(assetIds.length)}.`,
    }),
  );

export const writeAgain = (assetIds: readonly number[]) =>
  change(
    () => client.captions.writeAgain({ photos: { assetIds: [...assetIds] } }),
    (changed) => ({
      message:
        changed > 1 ? `Captions of ${photos(changed)} are written again.` : "The caption is written again.",
      remedy: "What is there stays until another one is.",
      unchanged:
        assetIds.length > 1
          ? "Captions are written where there are none yet."
          : "A caption is written, unless there is one of yours.",
    }),
  );

/** Undoes what was done to captions, or undoes such an undoing, and says what came of it. */
export async function undoCaptions(captionActionId: number): Promise<void> {
  forgetDone(nameOf(captionActionId));
  try {
    const { captionAction } = await client.history.undo({ captionActionId });
    notify({ code: "", message: `${captionAction?.title ?? "Undone"}.`, remedy: "" });
  } catch (error) {
    notify(errorWords(error));
  }
  refreshCaptions();
  await queryClient.invalidateQueries({ queryKey: api.history.key() });
}

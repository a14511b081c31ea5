import type { Collection, CollectionChange, PhotoSelection } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { type ErrorWords, errorWords } from "../api/error-words.ts";
import { notify } from "../layout/notices.tsx";
import { photos } from "../words/quantities.ts";
import { allQuoted, quoted } from "./collection-words.ts";
import { sayDone } from "./undo.ts";
import { refreshCollections } from "./use-collections.ts";

/** What came of it: the collection as it is now, or why it could not be done. */
export type Outcome = { collection: Collection } | { problem: ErrorWords };

async function change<Answer extends CollectionChange>(
  work: () => Promise<Answer>,
  say: (answer: Answer) => string | [message: string, remedy: string],
): Promise<Outcome> {
  try {
    const answer = await work();
    const said = say(answer);
    const [message, remedy] = typeof said === "string" ? [said] : said;
    await refreshCollections();
    sayDone(answer.actionId, message, remedy);
    return { collection: answer.collection };
  } catch (error) {
    void refreshCollections();
    return { problem: errorWords(error) };
  }
}

/** The same where nothing waits to show why it could not be done. */
async function changeAndTell(
  ...args: Parameters<typeof change<CollectionChange>>
): Promise<Collection | undefined> {
  const outcome = await change(...args);
  if ("collection" in outcome) return outcome.collection;
  notify(outcome.problem);
  return undefined;
}

export const createCollection = (name: string, selection: PhotoSelection, isOwnInQdrant: boolean) =>
  change(
    () => client.collections.create({ ...selection, name, isOwnInQdrant }),
    ({ collection }) => `${quoted(collection.name)} is made: ${photos(collection.photos)}.`,
  );

export const renameCollection = ({ collectionId, name: before }: Collection, name: string) =>
  change(
    () => client.collections.rename({ collectionId, name }),
    ({ collection }) => `${quoted(before)} is called ${quoted(collection.name)} now.`,
  );

export const mergeCollections = (collections: readonly Collection[], name: string) =>
  change(
    () => client.collections.merge({ collectionIds: collections.map((each) => each.collectionId), name }),
    ({ collection }) =>
      `${allQuoted(collections.map((each) => each.name))} are one now: ${quoted(collection.name)}, ${photos(collection.photos)}.`,
  );

export const splitCollection = ({ collectionId, name: from }: Collection, assetIds: number[], name: string) =>
  change(
    () => client.collections.split({ collectionId, photos: { assetIds }, name }),
    ({ collection, photosChanged }) =>
      `${photos(photosChanged)} left ${quoted(from)} for ${quoted(collection.name)}.`,
  );

export const addPhotos = (collection: Collection, selection: PhotoSelection) =>
  change(
    () => client.collections.addPhotos({ collectionId: collection.collectionId, photos: selection }),
    addedWords,
  );

function addedWords({ collection, photosChanged }: CollectionChange): [string, string] {
  const { name, photos: number } = collection;
  if (photosChanged === 0) {
    return [`Nothing new came into ${quoted(name)}.`, "What was chosen is in it already."];
  }
  return [`${photos(photosChanged)} added to ${quoted(name)}.`, `It has ${photos(number)} now.`];
}

export const removePhotos = (
  { collectionId, name }: Pick<Collection, "collectionId" | "name">,
  ids: number[],
) =>
  changeAndTell(
    () => client.collections.removePhotos({ collectionId, photos: { assetIds: ids } }),
    ({ photosChanged }) => [
      `${photos(photosChanged)} taken out of ${quoted(name)}.`,
      "The files stay where they are.",
    ],
  );

export const setOwnInQdrant = ({ collectionId, name }: Collection, isOwnInQdrant: boolean) =>
  changeAndTell(
    () => client.collections.setOwnInQdrant({ collectionId, isOwnInQdrant }),
    () =>
      isOwnInQdrant
        ? `${quoted(name)} is a collection of its own in Qdrant, too.`
        : `${quoted(name)} is no collection of its own in Qdrant any more.`,
  );

/** Asks nothing: no photo is touched, and it is one key to have it back. */
export async function deleteCollection({ collectionId, name }: Collection): Promise<boolean> {
  try {
    const { actionId } = await client.collections.delete({ collectionId });
    await refreshCollections();
    sayDone(actionId, `${quoted(name)} is deleted.`, "Its photos stay where they are.");
    return true;
  } catch (error) {
    notify(errorWords(error));
    await refreshCollections();
    return false;
  }
}

export const importCollection = (path: string, name: string | undefined) =>
  change(
    () => client.collections.import({ path, ...(name === undefined ? {} : { name }) }),
    ({ collection, known, unknown }) => [
      `${quoted(collection.name)} is imported: ${photos(known)} of the library.`,
      unknown === 0 ? "" : `${photos(unknown)} more join it when they come into the library.`,
    ],
  );

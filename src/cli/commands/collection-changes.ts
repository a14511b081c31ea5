import type { Command } from "commander";
import type { CollectionChange, ShoeboxClient } from "../../contract/index.ts";
import { findCollection } from "../find-collection.ts";
import { countOf, escapeControlCharacters } from "../format.ts";
import type { CommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import {
  neededSelectionOf,
  type SelectionOptions,
  selectionOf,
  withSelectionOptions,
} from "../photo-selection.ts";
import { withChangingCore } from "../with-changing-core.ts";

type Define = (name: string, description: string) => Command;

interface IntoOptions extends CommonOptions {
  into: string;
}

interface QdrantOptions extends CommonOptions {
  asQdrantCollection?: boolean;
}

const its = "its name or id";
const ofItsOwn = "make it a collection of its own in Qdrant, too";

export function defineCollectionChanges(define: Define): void {
  withSelectionOptions(define("create", "make a collection, of what is said or empty"))
    .argument("<name>", "any name that no other has")
    .option("--as-qdrant-collection", ofItsOwn)
    .action(create);
  define("rename", "give a collection another name")
    .argument("<collection>", its)
    .argument("<name>", "the new one")
    .action(rename);
  withSelectionOptions(define("add", "put photos into a collection"))
    .argument("<collection>", its)
    .action((named: string, options: SelectionOptions & CommonOptions) => change("add", named, options));
  withSelectionOptions(define("remove", "take photos out of a collection, and of nothing else"))
    .argument("<collection>", its)
    .action((named: string, options: SelectionOptions & CommonOptions) => change("remove", named, options));
  define("merge", "make one collection of several, in one step")
    .argument("<collection...>", "two or more, by name or id")
    .requiredOption("--into <name>", "what it is called: like one of them, or anew")
    .action(merge);
  withSelectionOptions(define("split", "take photos out of a collection into a new one, in one step"))
    .argument("<collection>", its)
    .requiredOption("--into <name>", "what the new one is called")
    .action(split);
  define("set", "say how a collection lies in Qdrant")
    .argument("<collection>", its)
    .option("--as-qdrant-collection", ofItsOwn)
    .option("--no-as-qdrant-collection", "leave it in the library's collection only")
    .action(set);
  define("delete", "forget a collection; its photos stay in the library")
    .argument("<collection>", its)
    .action(remove);
}

async function create(name: string, options: SelectionOptions & QdrantOptions): Promise<void> {
  const isOwnInQdrant = options.asQdrantCollection === true;
  const selection = selectionOf(options);
  const created = await withChangingCore(options, ({ client }) =>
    client.collections.create({ name, isOwnInQdrant, ...selection }),
  );
  const { collection } = created;
  await report(created, options, `${quoted(collection.name)} has ${countOf(collection.photos, "photo")}.`);
}

async function rename(named: string, name: string, options: CommonOptions): Promise<void> {
  const renamed = await withCollection(named, options, (client, collectionId) =>
    client.collections.rename({ collectionId, name }),
  );
  await report(renamed, options, `It is called ${quoted(renamed.collection.name)}.`);
}

async function change(
  kind: "add" | "remove",
  named: string,
  options: SelectionOptions & CommonOptions,
): Promise<void> {
  const photos = neededSelectionOf(options);
  const changed = await withCollection(named, options, (client, collectionId) =>
    kind === "add"
      ? client.collections.addPhotos({ collectionId, photos })
      : client.collections.removePhotos({ collectionId, photos }),
  );
  const { collection, photosChanged } = changed;
  const done = kind === "add" ? "added" : "taken out";
  const now = `${quoted(collection.name)} has ${countOf(collection.photos, "photo")} now.`;
  await report(changed, options, `${countOf(photosChanged, "photo")} ${done}: ${now}`);
}

async function merge(named: string[], { into, ...options }: IntoOptions): Promise<void> {
  const merged = await withChangingCore(options, async ({ client }) => {
    const collectionIds: number[] = [];
    for (const one of named) collectionIds.push((await findCollection(client, one)).collectionId);
    return client.collections.merge({ collectionIds, name: into });
  });
  const { collection } = merged;
  await report(merged, options, `${quoted(collection.name)} has ${countOf(collection.photos, "photo")} now.`);
}

async function split(named: string, { into, ...options }: SelectionOptions & IntoOptions): Promise<void> {
  const photos = neededSelectionOf(options);
  const parted = await withCollection(named, options, (client, collectionId) =>
    client.collections.split({ collectionId, photos, name: into }),
  );
  const moved = `${countOf(parted.photosChanged, "photo")} of ${escapeControlCharacters(named)}`;
  await report(parted, options, `${moved} are in ${quoted(parted.collection.name)} now.`);
}

async function set(named: string, options: QdrantOptions): Promise<void> {
  const isOwnInQdrant = options.asQdrantCollection !== false;
  const changed = await withCollection(named, options, (client, collectionId) =>
    client.collections.setOwnInQdrant({ collectionId, isOwnInQdrant }),
  );
  const is = isOwnInQdrant ? "a collection of its own" : "no collection of its own";
  await report(changed, options, `${quoted(changed.collection.name)} is ${is} in Qdrant.`);
}

async function remove(named: string, options: CommonOptions): Promise<void> {
  const { name, actionId } = await withChangingCore(options, async ({ client }) => {
    const collection = await findCollection(client, named);
    return { ...collection, ...(await client.collections.delete(collection)) };
  });
  if (options.json) return printJson({ actionId });
  await printText(`${quoted(name)} is deleted; its photos stay in the library.`);
  await printNote(undoNote(actionId));
}

function withCollection<Answer>(
  named: string,
  options: CommonOptions,
  work: (client: ShoeboxClient, collectionId: number) => Promise<Answer>,
): Promise<Answer> {
  return withChangingCore(options, async ({ client }) =>
    work(client, (await findCollection(client, named)).collectionId),
  );
}

async function report(done: CollectionChange, { json }: CommonOptions, words: string): Promise<void> {
  if (json) return printJson(done);
  await printText(words);
  await printNote(done.actionId === null ? "Nothing had to be changed." : undoNote(done.actionId));
}

function undoNote(actionId: number): string {
  return `\`shoebox undo c${actionId}\` takes that back.`;
}

function quoted(name: string): string {
  return `“${escapeControlCharacters(name)}”`;
}

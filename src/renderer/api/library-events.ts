import { type LibraryEvent, libraryEventTypes } from "../../contract/index.ts";
import { client, connection } from "./connection.ts";

type Listener = (type: LibraryEvent["type"]) => void;

const listeners = new Set<Listener>();

/** Hears what changes in the library; after each reconnection of everything, since events may have been missed. */
export function onLibraryEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(type: LibraryEvent["type"]): void {
  for (const listener of listeners) listener(type);
}

let followed = 0;

async function follow(): Promise<void> {
  if (connection.state !== "online" || followed === connection.generation) return;
  followed = connection.generation;
  for (const type of libraryEventTypes) tell(type);
  try {
    for await (const { type } of await client.library.events()) tell(type);
  } catch {
    // The connection was lost: the next one follows anew.
  }
}

connection.subscribe(() => void follow());
void follow();

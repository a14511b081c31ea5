import type { Preferred, Root } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { notify } from "../layout/notices.tsx";
import { files } from "../words/quantities.ts";
import { isActive, jobStore } from "./job-store.ts";

/** A person who stays so long looks, and does not pass by. */
const lookMillis = 700;

/** As many photos as say where they lie. */
const mostAsked = 200;

let timer: ReturnType<typeof setTimeout> | undefined;

/** While anything is indexed: what waits beside the photos that a person looks at goes first. */
export function goFirstAround(shown: () => readonly number[]): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const assetIds = shown()
      .filter((assetId) => assetId > 0)
      .slice(0, mostAsked);
    if (assetIds.length === 0 || !jobStore.jobs.some(isActive)) return;
    // A wish, and no more: nobody waits for the answer, and the next look asks again.
    client.jobs.prioritise({ assetIds }).catch(() => {});
  }, lookMillis);
}

/** What waits in this folder of the library goes first. */
export async function folderGoesFirst(root: Root): Promise<void> {
  try {
    const preferred = await client.jobs.prioritise({ directory: root.path });
    notify({ code: "", remedy: "", message: preferredWords(root, preferred) });
  } catch (error) {
    notify(errorWords(error));
  }
}

function preferredWords({ name }: Root, { files: waiting, isLooking }: Preferred): string {
  if (isLooking) return `Files of ${name} go first, as they are found.`;
  return waiting > 0 ? `${files(waiting)} of ${name} go first.` : `No file of ${name} waits now.`;
}

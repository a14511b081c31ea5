import type { Refusal } from "../../contract/cleaning.ts";
import type { ErrorCode } from "../../contract/errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { type Disk, inParallel, type Look } from "./disk.ts";
import type { HeldFile, Removal, Sorted } from "./plan.ts";

export interface SeenRemoval extends Removal {
  /** On its disk, by the picture itself. */
  bytesWon: number;
}

/**
 * What only the disk tells: links, names of one file, folders that can only be read, and what folders say of
 * themselves. What cannot be looked at passes: each file is read whole before it goes.
 */
export async function lookAtFiles(
  removals: readonly Removal[],
  disk: Disk,
  isDryRun: boolean,
): Promise<Sorted<SeenRemoval>> {
  const answers = await inParallel(removals, (removal) => lookAtOne(removal, disk, isDryRun));
  const left = answers.filter((answer): answer is Refusal => "code" in answer);
  const going = answers.filter((answer): answer is Removal => !("code" in answer));
  return { going: await withBytesWon(going, disk), left };
}

/** A person may rely on what another program keeps; rules do not. */
async function reliableOf({ rule, keepers }: Removal, disk: Disk): Promise<Removal["keepers"]> {
  if (rule === "chosen") return keepers;
  const marks = await Promise.all(keepers.map(({ file }) => disk.markOf(file.path, file.rootPath)));
  return keepers.filter((_, at) => marks[at] === undefined);
}

async function lookAtOne(removal: Removal, disk: Disk, isDryRun: boolean): Promise<Removal | Refusal> {
  const { path, rootPath } = removal.file;
  const refuse = (code: ErrorCode, message: string): Refusal => ({
    path: pathForDisplay(path),
    code,
    message,
  });
  const obstacle = await disk.whyUnlisted(path);
  if (obstacle) return refuse(obstacle.code, obstacle.message);
  const mark = await disk.markOf(path, rootPath);
  if (mark !== undefined) return refuse("OTHER_PROGRAMS", `It belongs to ${mark}.`);
  // Whoever moves it is told by the disk, and writes that into the journal.
  const denial = isDryRun ? await disk.whyMayNotLeave(path) : undefined;
  if (denial) return refuse(denial.code, denial.message);
  const look = await disk.look(path);
  if (look?.isLink)
    return refuse("SAME_FILE", "It is a link to a file elsewhere: nothing is to be won by it.");
  const reliable = await reliableOf(removal, disk);
  const [doubtful] = removal.keepers;
  if (reliable.length === 0 && doubtful) {
    const message = `The other copy, ${pathForDisplay(doubtful.file.path)}, is another program’s to keep or to throw away.`;
    return refuse("LAST_COPY", message);
  }
  const { copies, names } = await sortKeepers(reliable, look, disk);
  if (copies.length > 0) return { ...removal, keepers: copies };
  const [name] = names;
  if (!name) return refuse("LAST_COPY", "The other copies are links to files elsewhere: this one stays.");
  return refuse("SAME_FILE", sameFileWords(name, look));
}

/** Files that hold the bytes a second time, and other names of the same file, or links to it. */
async function sortKeepers(keepers: readonly HeldFile[], own: Look | undefined, disk: Disk) {
  const copies: HeldFile[] = [];
  const names: HeldFile[] = [];
  for (const keeper of keepers) {
    const look = await disk.look(keeper.file.path);
    if (look && own && look.identity === own.identity) names.push(keeper);
    else if (!look?.isLink) copies.push(keeper);
  }
  return { copies, names };
}

function sameFileWords({ file }: HeldFile, look: Look | undefined): string {
  const other = pathForDisplay(file.path);
  if ((look?.links ?? 1) > 1)
    return `It and ${other} are two names of one file (a hard link): nothing is to be won.`;
  return `It and ${other} are one file, reached in two ways (a link or a mount): nothing is to be won.`;
}

/** A file with several names takes its space until the last of them goes. */
async function withBytesWon(removals: readonly Removal[], disk: Disk): Promise<SeenRemoval[]> {
  const looks = await inParallel(removals, ({ file }) => disk.look(file.path));
  const going = new Map<string, number>();
  return removals.map((removal, at) => {
    const look = looks[at];
    if (!look) return { ...removal, bytesWon: removal.file.sizeBytes };
    const names = (going.get(look.identity) ?? 0) + 1;
    going.set(look.identity, names);
    return { ...removal, bytesWon: names === look.links ? look.sizeBytes : 0 };
  });
}

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { withComment } from "../e2e/support/many-photos.ts";
import { start } from "../helpers/command-line.ts";
import { jpeg } from "../helpers/pictures.ts";
import { seededRandom } from "../helpers/random.ts";
import { type Inspection, inspectLibrary } from "./inspect-library.ts";

export interface KillOptions {
  directory: string;
  photos: number;
  kills: number;
  seed: number;
}

export interface KillReport {
  files: number;
  contents: number;
  /** What each killed process left behind. */
  lives: Inspection[];
  /** The answer of the process that was let finish. */
  ledger: Record<string, number>;
  /** What `shoebox search` finds in all. */
  found: number;
  end: Inspection;
  areOriginalsUntouched: boolean;
}

/** One file in so many is a copy of the one before. */
const copyEvery = 20;

/** Small photos, each with bytes of its own but for the copies, in folders of a hundred. */
async function writePhotos(folder: string, count: number): Promise<number> {
  const looks = await Promise.all(Array.from({ length: 32 }, (_, number) => jpeg(number)));
  let contents = 0;
  for (let number = 0; number < count; number++) {
    const isCopy = number % copyEvery === copyEvery - 1;
    if (!isCopy) contents++;
    const of = isCopy ? number - 1 : number;
    const directory = join(folder, `part ${Math.floor(number / 100)}`);
    if (number % 100 === 0) await mkdir(directory, { recursive: true });
    const look = looks[of % looks.length] as Buffer;
    await writeFile(join(directory, `${number}.jpg`), withComment(look, `photo ${of}`));
  }
  return contents;
}

/** Bytes and dates of every file. */
async function fingerprint(folder: string): Promise<string> {
  const hash = createHash("sha256");
  const names = (await readdir(folder, { recursive: true })).sort();
  for (const name of names) {
    const path = join(folder, name);
    const { mtimeMs, size, mode } = await stat(path);
    if (!name.endsWith(".jpg")) continue;
    hash.update(`${name} ${mtimeMs} ${size} ${mode}`).update(await readFile(path));
  }
  return hash.digest("hex");
}

/**
 * Starts the real command line on one library again and again, kills it with SIGKILL at a random moment each time, and
 * lets it finish at last. The moments are spread so that there is work left until the last kill.
 */
export async function killAnywhere({ directory, photos, kills, seed }: KillOptions): Promise<KillReport> {
  const [folder, library] = [join(directory, "photos"), join(directory, "library")];
  const contents = await writePhotos(folder, photos);
  const before = await fingerprint(folder);
  const random = seededRandom(seed);
  const indexing = ["index", folder, "--library", library, "--json"];
  const startMillis = await timeOf(["stats", "--library", library]);
  const lives: Inspection[] = [];
  let perSecond = 20;
  let done = 0;
  for (let kill = 0; kill < kills; kill++) {
    const workSeconds = (2 * (photos - done)) / ((kills - kill + 1) * perSecond);
    const delayMillis = startMillis * 0.5 + random() * (startMillis + workSeconds * 1000);
    const { child, ended } = start(indexing);
    await Promise.race([setTimeout(delayMillis), ended]);
    child.kill("SIGKILL");
    await ended;
    const life = inspectLibrary(library);
    const workedSeconds = (delayMillis - startMillis) / 1000;
    if (life.accounted > done && workedSeconds > 0.3) perSecond = (life.accounted - done) / workedSeconds;
    done = life.accounted;
    lives.push(life);
  }
  const last = await start(indexing).ended;
  if (last.exitCode !== 0)
    throw new Error(`The last run ended with ${last.exitCode}: ${last.stdout}${last.stderr}`);
  const search = await start(["search", "anything", "--library", library, "--json", "--limit", "1"]).ended;
  return {
    files: photos,
    contents,
    lives,
    ledger: JSON.parse(last.stdout),
    found: JSON.parse(search.stdout).ranked,
    end: inspectLibrary(library),
    areOriginalsUntouched: before === (await fingerprint(folder)),
  };
}

async function timeOf(args: string[]): Promise<number> {
  const started = performance.now();
  await start(args).ended;
  return performance.now() - started;
}

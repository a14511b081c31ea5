import { dirname } from "node:path";
import type { Refusal } from "../../contract/cleaning.ts";
import type { Companion } from "../duplicates/companions.ts";
import { companionWords } from "../duplicates/units.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { besides, type Disk } from "./disk.ts";
import type { SeenRemoval } from "./look-at-files.ts";
import type { HeldFile, PlannedRemoval, Sorted } from "./plan.ts";

/** A video, RAW file or sidecar that goes with its picture. */
export interface PlannedPart {
  path: string;
  name: string;
  kind: Companion["kind"];
  sizeBytes: number;
  modifiedAt: number;
  /** The same part of the copy kept, which must hold the same bytes when this one goes; null where a person decided. */
  twin: string | null;
}

/** Names of what goes, of each folder. */
type Going = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Adds to each file that goes what would lie there without a picture. By rules a photo goes with its parts only where
 * the copy kept has them, too: videos and RAW files with the same bytes, a sidecar of the same kind. A person's choice
 * takes them along.
 */
export async function withParts(
  removals: readonly SeenRemoval[],
  disk: Disk,
  isByHand: boolean,
): Promise<Sorted<PlannedRemoval>> {
  let going = [...removals];
  const left: Refusal[] = [];
  // What one photo keeps another one may need: asked again until nothing changes.
  for (;;) {
    const names = namesByFolder(going);
    const planned: PlannedRemoval[] = [];
    const before = left.length;
    for (const removal of going) {
      const answer = await planOne(removal, names, disk, isByHand);
      if ("code" in answer) left.push(answer);
      else planned.push(answer);
    }
    if (left.length === before) return { going: withoutParts(planned), left };
    going = planned;
  }
}

function namesByFolder(removals: readonly SeenRemoval[]): Going {
  const byFolder = Map.groupBy(removals, ({ file }) => dirname(file.path));
  return new Map([...byFolder].map(([folder, some]) => [folder, new Set(some.map(({ file }) => file.name))]));
}

async function planOne(
  removal: SeenRemoval,
  going: Going,
  disk: Disk,
  isByHand: boolean,
): Promise<PlannedRemoval | Refusal> {
  const { file, asset, keepers } = removal;
  const path = pathForDisplay(file.path);
  const units = await disk.unitsIn(dirname(file.path));
  const goes = (name: string) => going.get(dirname(file.path))?.has(name) ?? false;
  const own = units.asCompanion(file.name);
  if (own && !own.owners.some(goes)) {
    const message = `It is the ${companionWords[own.kind]} of ${pathForDisplay(own.owners[0] ?? "")}: it stays with it.`;
    return { path, code: "IS_PART", message };
  }
  const kept = keepers[0] as HeldFile;
  if (!isByHand && (asset.embeddedVideoBytes ?? 0) > 0 && !kept.asset.embeddedVideoBytes) {
    return lacks("the video inside it", kept, path);
  }
  const parts: PlannedPart[] = [];
  // What another picture needs, too, stays with that one.
  for (const companion of units.of(file.name).filter(({ owners }) => owners.every(goes))) {
    const part = await partOf(companion, removal, disk, isByHand);
    if (part === undefined) {
      return lacks(`its ${companionWords[companion.kind]} ${pathForDisplay(companion.name)}`, kept, path);
    }
    parts.push(part);
  }
  return { ...removal, parts };
}

function lacks(what: string, { file }: HeldFile, path: string): Refusal {
  return { path, code: "HAS_PARTS", message: `The copy kept, ${pathForDisplay(file.path)}, lacks ${what}.` };
}

/** Undefined where the copy that is kept has no such part. */
async function partOf(
  { name, kind }: Companion,
  { file, keepers }: SeenRemoval,
  disk: Disk,
  isByHand: boolean,
): Promise<PlannedPart | undefined> {
  const path = besides(file.path, name);
  const look = await disk.look(path);
  const part = {
    path,
    name,
    kind,
    sizeBytes: look?.sizeBytes ?? 0,
    modifiedAt: look?.modifiedAt ?? 0,
    twin: null,
  };
  if (isByHand || kind === "attributes") return part;
  const twin = await twinOf(part, keepers[0] as HeldFile, disk);
  if (twin === undefined) return undefined;
  return { ...part, twin: kind === "sidecar" ? null : twin };
}

/** The same kind of part of the copy kept. */
async function twinOf(part: PlannedPart, { file }: HeldFile, disk: Disk): Promise<string | undefined> {
  const units = await disk.unitsIn(dirname(file.path));
  const twins = units
    .of(file.name)
    .filter(({ kind, name }) => kind === part.kind && extensionOf(name) === extensionOf(part.name));
  for (const { name } of twins) {
    const path = besides(file.path, name);
    if (path === part.path) continue;
    if (part.kind === "sidecar" || (await disk.look(path))?.sizeBytes === part.sizeBytes) return path;
  }
  return undefined;
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}

/** A file that goes as a part of another one does not go by itself, too; and a part goes once. */
function withoutParts(planned: readonly PlannedRemoval[]): PlannedRemoval[] {
  const taken = new Set<string>();
  const whole = planned.map((removal) => {
    const parts = removal.parts.filter(({ path }) => !taken.has(path));
    for (const { path } of parts) taken.add(path);
    return { ...removal, parts };
  });
  return whole.filter(({ file }) => !taken.has(file.path));
}

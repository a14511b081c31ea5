import { fork } from "node:child_process";
import { once } from "node:events";
import { chown, readdir } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Job, Problem, Stats } from "../../src/contract/index.ts";
import { temporaryDirectory } from "./temporary.ts";

const nobody = 65_534;

export interface LookOfNobody {
  job: Job;
  problems: Problem[];
  stats: Stats;
}

/** A library of a user to whom permissions apply, in a process of its own. @returns indexes a folder */
export async function libraryOfNobody(): Promise<(folder: string) => Promise<LookOfNobody>> {
  const libraryDirectory = await temporaryDirectory();
  if (process.getuid?.() === 0) await chown(libraryDirectory, nobody, nobody);
  const child = fork(join(import.meta.dirname, "index-unprivileged.ts"), [libraryDirectory]);
  const exited = once(child, "exit");
  onTestFinished(async () => {
    if (child.connected) child.disconnect();
    await exited;
  });
  await once(child, "message");
  return async (folder) => {
    child.send(folder);
    const [look] = (await once(child, "message")) as [LookOfNobody];
    return look;
  };
}

/** Gives a folder and all in it to that user. */
export async function giveToNobody(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  await chown(folder, nobody, nobody);
  for (const entry of await readdir(folder, { recursive: true }))
    await chown(join(folder, entry), nobody, nobody);
}

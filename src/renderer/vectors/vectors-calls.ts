import type { UseVectors, VectorsCheck, VectorsStatus } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { type ErrorWords, errorWords } from "../api/error-words.ts";
import { notify } from "../layout/notices.tsx";
import { putStatus } from "./use-vectors.ts";

async function change(work: () => Promise<VectorsStatus>): Promise<ErrorWords | undefined> {
  try {
    putStatus(await work());
    return undefined;
  } catch (error) {
    return errorWords(error);
  }
}

async function changeAndTell(work: () => Promise<VectorsStatus>, said?: string): Promise<void> {
  const problem = await change(work);
  if (problem) notify(problem);
  else if (said !== undefined) notify({ code: "", message: said, remedy: "" });
}

/** Tries it, and begins to fill it. @returns why that cannot be; undefined where it is begun */
export const takeStore = (wanted: UseVectors) => change(() => client.vectors.use(wanted));

export const cancelUse = () => changeAndTell(() => client.vectors.cancelUse());

export const rebuild = () =>
  changeAndTell(
    () => client.vectors.rebuild(),
    "It is made anew from the library; search goes on meanwhile.",
  );

export const drop = () =>
  changeAndTell(
    () => client.vectors.drop(),
    "This library’s photos are out of the server, and its key is forgotten.",
  );

/** Compares the store with the library. @returns what it found, or why it could not look */
export async function verify(repair: boolean): Promise<{ check: VectorsCheck } | { problem: ErrorWords }> {
  try {
    return { check: await client.vectors.verify({ repair }) };
  } catch (error) {
    return { problem: errorWords(error) };
  }
}

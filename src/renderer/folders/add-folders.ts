import { client, desktop } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { jobStore } from "../jobs/job-store.ts";
import { notify } from "../layout/notices.tsx";

/** Adds folders to the library and indexes what is new in them. */
export async function addFolders(directories: string[]): Promise<boolean> {
  if (directories.length === 0) return false;
  try {
    jobStore.put(await client.jobs.index({ directories }));
    return true;
  } catch (error) {
    notify(errorWords(error));
    return false;
  }
}

export async function rescanFolders(): Promise<void> {
  try {
    jobStore.put(await client.jobs.rescan());
  } catch (error) {
    notify(errorWords(error));
  }
}

export async function addDemoPhotos(): Promise<void> {
  try {
    jobStore.put(await client.jobs.demo({}));
  } catch (error) {
    notify(errorWords(error));
  }
}

/** The native dialog where there is one; false where the page's own has to be shown. */
export async function chooseNatively(): Promise<boolean> {
  if (!desktop) return false;
  await addFolders(await desktop.chooseDirectories());
  return true;
}

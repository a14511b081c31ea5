import type { Forgetting, Root } from "../../contract/index.ts";
import { photos } from "../words/quantities.ts";

/** How a folder's changes come in, in a line. */
export function watchingWords({ state, watching }: Root): string {
  if (state === "offline") return "Not connected: its photos stay searchable";
  const every = `looked at every ${watching.everyMinutes ?? 0} minutes`;
  const reasons = {
    network: `On a network: ${every}`,
    "too-large": `Too many folders to watch: ${every}`,
    error: `It cannot be watched here: ${every}`,
  };
  if (watching.kind === "scheduled") return reasons[watching.reason ?? "error"];
  return watching.kind === "live" ? "Watched: changes come in by themselves" : "Looked at when you ask";
}

/** "Of 1,240 photos 1,200 lie only there…": what forgetting takes away. */
export function forgettingWords({ photos: all, photosOnlyThere }: Forgetting): string {
  if (all === 0) return "It holds no photos.";
  if (photosOnlyThere === 0) {
    return all === 1
      ? "Its photo lies in another folder of the library too, and stays."
      : `All of its ${photos(all)} lie in other folders of the library too, and stay.`;
  }
  if (photosOnlyThere === all) {
    return all === 1
      ? "Its photo leaves the library: it lies in no other folder."
      : `Its ${photos(all)} leave the library: they lie in no other folder.`;
  }
  return `Of its ${photos(all)}, ${photos(photosOnlyThere)} lie only there and leave the library.`;
}

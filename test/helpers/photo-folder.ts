import { join } from "node:path";
import { jpeg, put } from "./pictures.ts";
import { temporaryDirectory } from "./temporary.ts";

/** A folder of small photos, no two alike: `0.jpg`, `1.jpg`, ... @param firstLook of the first one */
export async function folderOf(count: number, firstLook = 0): Promise<string> {
  const folder = await temporaryDirectory();
  for (let number = 0; number < count; number++) {
    const look = firstLook + number;
    // Looks repeat after a while; sizes keep them apart.
    const size = { width: 120 + (look % 7), height: 80 + (look % 11) };
    await put(join(folder, `${number}.jpg`), await jpeg(look, size));
  }
  return folder;
}

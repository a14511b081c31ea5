import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { api, queryClient } from "../api/queries.ts";
import { notify } from "../layout/notices.tsx";

export async function revealPhoto(assetId: number): Promise<void> {
  try {
    await client.photos.reveal({ assetId });
  } catch (error) {
    notify(errorWords(error));
  }
}

export async function copyPath(assetId: number): Promise<void> {
  try {
    const details = await queryClient.fetchQuery(api.photos.details.queryOptions({ input: { assetId } }));
    await copyKnownPath(details.files[0]?.path ?? "");
  } catch (error) {
    notify(errorWords(error));
  }
}

/** Of a photo whose path is known already, on whichever machine it is one. */
export async function copyKnownPath(path: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(path);
    notify({ code: "", message: "The path is on the clipboard.", remedy: path });
  } catch (error) {
    notify(errorWords(error));
  }
}

import { client } from "../../api/connection.ts";

/** As much as the API takes. */
export const mostGivenBytes = 64 * 1024 * 1024;

const mostPreviews = 40;
const previews = new Map<string, string>();

/** An address of a picture that was given, for this page; undefined for one that was given to another. */
export function previewOf(term: string): string | undefined {
  return previews.get(term);
}

/** Hands a picture to the library, so that it can be searched by. @returns what stands for it in a query */
export async function givePicture(file: File): Promise<string> {
  const { term, assetId } = await client.search.givePicture({
    name: file.name,
    base64: await base64Of(file),
  });
  if (assetId === null && !previews.has(term)) keepPreview(term, file);
  return term;
}

function keepPreview(term: string, file: File): void {
  previews.set(term, URL.createObjectURL(file));
  const [oldest] = previews;
  if (previews.size <= mostPreviews || !oldest) return;
  URL.revokeObjectURL(oldest[1]);
  previews.delete(oldest[0]);
}

/** Read and turned to base64 by the browser, beside the page's own thread. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const address = String(reader.result);
      resolve(address.slice(address.indexOf(",") + 1));
    };
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

import type { SavedSearchFile } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { notify, say } from "../layout/notices.tsx";
import { searchesWords } from "./search-words.ts";
import { refreshSearches } from "./use-saved-searches.ts";

const fileName = "shoebox-searches.json";

/** 10,000 searches with long queries; more is no such file. */
const mostFileBytes = 20_000_000;

/** Into a file of the browser's downloads. */
export async function exportSearches(): Promise<void> {
  try {
    const document = await client.searches.export();
    const text = `${JSON.stringify(document, null, 2)}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = window.document.createElement("a");
    link.href = address;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(address);
    say(`${searchesWords(document.searches.length)} exported to ${fileName}.`);
  } catch (error) {
    notify(errorWords(error));
  }
}

export async function importSearches(file: File): Promise<void> {
  try {
    const document = parsed(file.size > mostFileBytes ? "" : await file.text());
    if (document === undefined) {
      notify({
        code: "QUERY_INVALID",
        message: `${file.name} holds no saved searches.`,
        remedy: "Choose a file that Shoebox exported.",
      });
      return;
    }
    // What it holds is the engine's to judge.
    const { added, known } = await client.searches.import({ file: document as SavedSearchFile });
    say(
      `${searchesWords(added)} imported from ${file.name}.`,
      known > 0 ? `${known} were known already.` : "",
    );
    await refreshSearches();
  } catch (error) {
    const { code, message, remedy } = errorWords(error);
    notify({ code, message: `${file.name} cannot be imported: ${message}`, remedy });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { client } from "../../api/connection.ts";
import { errorWords } from "../../api/error-words.ts";
import { api, queryClient } from "../../api/queries.ts";
import { notify } from "../../layout/notices.tsx";
import { undoStack } from "../undo-stack.ts";
import { refreshAfterMoves, refreshDuplicates } from "../use-refresh.ts";
import { files, notPutBackWords } from "../words.ts";

/** Puts one file or a whole batch back where it was, and says what came of it. */
export async function putBack(what: { batchId: number } | { moveId: number }): Promise<void> {
  try {
    const { batchId, restored, refused } = await client.history.undo(what);
    if (restored > 0) notify({ code: "", message: `${files(restored)} put back.`, remedy: "" });
    if (refused.length > 0) notify(notPutBackWords(refused));
    else if ("batchId" in what && batchId !== null) undoStack.forgetBatch(batchId);
  } catch (error) {
    notify(errorWords(error));
  }
  await Promise.all([queryClient.invalidateQueries({ queryKey: api.history.key() }), refreshAfterMoves()]);
}

export async function takeBack(verdictId: number): Promise<void> {
  try {
    await client.duplicates.undecide({ verdictId });
    undoStack.forgetVerdict(verdictId);
    notify({ code: "", message: "The decision is taken back.", remedy: "" });
  } catch (error) {
    notify(errorWords(error));
  }
  await refreshDuplicates();
}

import { errorWords } from "../api/error-words.ts";
import { notify } from "./notices.tsx";

/** Does something and says why where it could not be done. Answers what it answered; undefined then. */
type Attempt = <Answer>(work: () => Promise<Answer>) => Promise<Answer | undefined>;

/** @param refresh whatever comes of it: what is shown of it is asked for again */
export function attempting(refresh: () => Promise<unknown>): Attempt {
  return async (work) => {
    try {
      return await work();
    } catch (error) {
      notify(errorWords(error));
      return undefined;
    } finally {
      await refresh();
    }
  };
}

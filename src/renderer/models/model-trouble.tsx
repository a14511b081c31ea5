import type { ModelTrouble } from "../../contract/index.ts";
import { remedyFor } from "./model-words.ts";
import styles from "./models.module.css";

/** Why something did not come to its end, and what to do about it. */
export function Trouble({ trouble }: { trouble: ModelTrouble | null }) {
  if (!trouble) return null;
  return (
    <p className={styles.trouble} role="alert">
      {trouble.message} {remedyFor(trouble)} <code>{trouble.code}</code>
    </p>
  );
}

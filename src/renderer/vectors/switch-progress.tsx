import { Button, Progress } from "@mantine/core";
import type { VectorsStatus } from "../../contract/index.ts";
import styles from "./vectors.module.css";
import { cancelUse } from "./vectors-calls.ts";
import { fillingWords, partFilled } from "./vectors-words.ts";

/** How far the store that is to take over is filled, how fast, how long still, and how to stop it. */
export function SwitchProgress({ status }: { status: VectorsStatus }) {
  const { wanted, filling, inUse, qdrant } = status;
  if (wanted === null) return null;
  const to = wanted === "qdrant" ? `Qdrant at ${qdrant?.url ?? "the server"}` : "this library’s folder";
  return (
    <div className={styles.progress}>
      <div className={styles.progressWords}>
        <p>
          <strong>Filling {to}</strong>
        </p>
        <p className={styles.numbers}>{filling ? fillingWords(filling) : "Getting ready…"}</p>
        <p className={styles.dim}>
          Search goes on {inUse === "qdrant" ? "on the server" : "in this library’s folder"} meanwhile. After
          a restart it is filled further by itself.
        </p>
        <Progress
          value={filling ? partFilled(filling) * 100 : 0}
          animated={filling === null}
          aria-label={`Photos that ${to} has`}
          mt={4}
        />
      </div>
      <Button variant="default" onClick={() => void cancelUse()}>
        Cancel
      </Button>
    </div>
  );
}

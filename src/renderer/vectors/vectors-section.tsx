import { Button } from "@mantine/core";
import { useState } from "react";
import type { VectorsStatus } from "../../contract/index.ts";
import { notify } from "../layout/notices.tsx";
import settings from "../settings/settings.module.css";
import { DropDialog } from "./drop-dialog.tsx";
import { ServerFacts } from "./server-facts.tsx";
import { ServerForm } from "./server-form.tsx";
import { StoreCheck } from "./store-check.tsx";
import { SwitchProgress } from "./switch-progress.tsx";
import { useVectors } from "./use-vectors.ts";
import styles from "./vectors.module.css";
import { takeStore } from "./vectors-calls.ts";
import { storeName } from "./vectors-words.ts";

/** Where photos are looked up by what they show: in the library's own folder, or on a Qdrant server. */
export function VectorsSection() {
  const status = useVectors();
  return (
    <section className={settings.section} aria-labelledby="vectors">
      <h2 id="vectors">Vectors</h2>
      <p>
        A vector says what a photo shows. All of them are kept in the library; they are looked up in its own
        folder, or on a Qdrant server that other machines and programs can share.
      </p>
      {status && <Store status={status} />}
    </section>
  );
}

function Store({ status }: { status: VectorsStatus }) {
  const { inUse, wanted, qdrant } = status;
  const [isChanging, setChanging] = useState(false);
  const [isDropping, setDropping] = useState(false);
  const isIdle = wanted === null;
  const isServerInUse = inUse === "qdrant";
  const goBack = async () => {
    const problem = await takeStore({ store: "embedded" });
    if (problem) notify(problem);
  };
  return (
    <div className={styles.store}>
      <p className={styles.inUse} role="status">
        <span>In use:</span> <strong>{storeName(inUse, qdrant)}</strong>
      </p>
      {qdrant && (isServerInUse || wanted === "qdrant") && (
        <ServerFacts qdrant={qdrant} isFallback={status.isFallback} isFilling={!isIdle} />
      )}
      <SwitchProgress status={status} />
      {isIdle && (!isServerInUse || isChanging) && (
        <ServerForm qdrant={qdrant} onTaken={() => setChanging(false)} />
      )}
      {isIdle && (
        <div className={styles.actions}>
          {isServerInUse && (
            <>
              <Button variant="default" onClick={() => void goBack()}>
                Back to this library’s folder
              </Button>
              <Button variant="default" aria-expanded={isChanging} onClick={() => setChanging(!isChanging)}>
                Another server or key…
              </Button>
            </>
          )}
          {!isServerInUse && qdrant && (
            <Button variant="default" onClick={() => setDropping(true)}>
              Take this library out of {qdrant.url}…
            </Button>
          )}
        </div>
      )}
      <StoreCheck status={status} />
      {isDropping && qdrant && (
        <DropDialog qdrant={qdrant} photos={status.photos} onClose={() => setDropping(false)} />
      )}
    </div>
  );
}

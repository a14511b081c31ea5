import { Progress } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import type { ModelCard } from "../../contract/index.ts";
import { canRun } from "../actions/action.ts";
import { ActionControl } from "../actions/action-control.tsx";
import { type ModelContext, modelHome } from "./model-homes.ts";
import { downloadWords, fillingWords, partDone } from "./model-words.ts";
import styles from "./models.module.css";

interface ModelProgressProps {
  card: Pick<ModelCard, "name" | "download"> & Partial<Pick<ModelCard, "filling">>;
  context: ModelContext;
  /** What search does meanwhile. */
  meanwhile?: string;
}

const { pause, cancel } = modelHome.actions;

/** How far a download or a switch is, how fast, how long still, and how to stop it. */
export function ModelProgress({ card, context, meanwhile }: ModelProgressProps) {
  const { name, download, filling = null } = card;
  const part = partDone({ download, filling });
  if (part === undefined) return null;
  const isStill = filling !== null && filling.state !== "running";
  return (
    <div className={styles.progress}>
      <div className={styles.progressWords}>
        <p>
          {download && downloadWords(download)}
          {filling && !download && fillingWords(filling)}
        </p>
        {filling && !download && <p className={styles.meanwhile}>{meanwhile}</p>}
        <Progress
          value={(part ?? 1) * 100}
          animated={part === null}
          color={isStill ? "gray" : "blue"}
          aria-label={download ? `Download of ${name}` : `Photos that ${name} knows`}
        />
      </div>
      {canRun(pause, context) && (
        <ActionControl action={pause} context={context} isFramed>
          {isStill && <IconPlayerPlay size={18} />}
        </ActionControl>
      )}
      {canRun(cancel, context) && <ActionControl action={cancel} context={context} isFramed />}
    </div>
  );
}

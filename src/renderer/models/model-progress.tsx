import { ActionIcon, Progress, Tooltip } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconX } from "@tabler/icons-react";
import type { ModelCard } from "../../contract/index.ts";
import type { ModelAction, ModelActionName } from "./model-actions.ts";
import { downloadWords, fillingWords, partDone } from "./model-words.ts";
import styles from "./models.module.css";

interface ModelProgressProps {
  card: ModelCard;
  actions: readonly ModelAction[];
  /** What search does meanwhile. */
  meanwhile: string;
  onAct(action: ModelActionName): void;
}

const icons: Partial<Record<ModelActionName, typeof IconX>> = {
  pause: IconPlayerPause,
  resume: IconPlayerPlay,
  cancel: IconX,
};

/** How far a download or a switch is, how fast, how long still, and how to stop it. */
export function ModelProgress({ card, actions, meanwhile, onAct }: ModelProgressProps) {
  const { name, download, filling } = card;
  const part = partDone(card);
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
      {actions.map(({ action, label, keys }) => {
        const Icon = icons[action];
        if (!Icon) return null;
        return (
          <Tooltip key={action} label={`${label} (${keys})`}>
            <ActionIcon variant="default" size={36} aria-label={label} onClick={() => onAct(action)}>
              <Icon size={18} />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </div>
  );
}

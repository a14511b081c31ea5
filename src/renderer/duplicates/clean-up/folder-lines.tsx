import { ActionIcon, Button } from "@mantine/core";
import { IconArrowUp, IconFolderPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { FolderChooser } from "../../folders/folder-chooser.tsx";
import styles from "./clean-up.module.css";
import { moved } from "./rule-order.ts";

interface FolderLinesProps {
  title: string;
  what: string;
  folders: readonly string[];
  /** Whether their order says anything. */
  isOrdered: boolean;
  onFolders(folders: string[]): void;
  /** While a folder is chosen, Escape is for that dialog only. */
  onChoosing(isChoosing: boolean): void;
}

/** Folders that are preferred or protected. */
export function FolderLines({ title, what, folders, isOrdered, onFolders, onChoosing }: FolderLinesProps) {
  const [isChoosing, setChoosing] = useState(false);
  const choose = (isNow: boolean) => {
    setChoosing(isNow);
    onChoosing(isNow);
  };
  return (
    <fieldset className={styles.part}>
      <legend>{title}</legend>
      <p>{what}</p>
      <ul className={styles.lines}>
        {folders.map((folder, at) => (
          <li key={folder} title={folder}>
            <span className={styles.folder}>{folder}</span>
            {isOrdered && at > 0 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Prefer ${folder} more`}
                onClick={() => onFolders(moved(folders, at, -1))}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take ${folder} off`}
              onClick={() => onFolders(folders.filter((other) => other !== folder))}
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFolderPlus size={16} />}
        aria-label={`Add a folder: ${title}`}
        onClick={() => choose(true)}
      >
        Add a folder…
      </Button>
      {isChoosing && (
        <FolderChooser
          title={title}
          confirm="Choose this folder"
          onChoose={(path) => !folders.includes(path) && onFolders([...folders, path])}
          onClose={() => choose(false)}
        />
      )}
    </fieldset>
  );
}

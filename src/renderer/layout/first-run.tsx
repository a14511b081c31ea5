import { Button } from "@mantine/core";
import { IconFolderPlus, IconSparkles } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { addDemoPhotos } from "../folders/add-folders.ts";
import styles from "./layout.module.css";

/** What a person sees who has just started Shoebox for the first time. */
export function FirstRun({ onAddFolder }: { onAddFolder(): void }) {
  return (
    <div className={styles.first}>
      <h1>Find any photo by describing it</h1>
      <p>
        Drop folders with photos anywhere on this window. Everything stays on this machine: photos are only
        read, never changed or uploaded.
      </p>
      <div className={styles.firstActions}>
        <Button size="md" leftSection={<IconFolderPlus size={20} />} onClick={onAddFolder}>
          Choose a folder…
        </Button>
        <Button
          size="md"
          variant="default"
          leftSection={<IconSparkles size={20} />}
          onClick={() => void addDemoPhotos()}
        >
          Try it with demo photos
        </Button>
      </div>
    </div>
  );
}

interface NothingFoundProps {
  title: string;
  /** What to do about it, with one click. */
  action?: ReactNode;
  children: ReactNode;
}

export function NothingFound({ title, action, children }: NothingFoundProps) {
  return (
    <div className={styles.first}>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

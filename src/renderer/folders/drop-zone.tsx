import { IconFolderPlus } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { desktop } from "../api/connection.ts";
import { notify } from "../layout/notices.tsx";
import { holdsFolder } from "../search/field/use-examples.ts";
import { addFolders } from "./add-folders.ts";
import styles from "./folders.module.css";

interface DropZoneProps {
  /** A browser tells a page no paths: the folders have to be chosen another way. */
  onPathless(): void;
}

/** Folders may be dropped anywhere on the window. */
export function DropZone({ onPathless }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    // Entering a child comes before leaving its parent: they are counted.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const over = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (isForSearching(event)) return;
      void take([...(event.dataTransfer?.files ?? [])], onPathless);
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, [onPathless]);
  if (!isOver) return null;
  return (
    <div className={styles.drop}>
      <IconFolderPlus size={48} stroke={1.5} />
      <p>Drop folders to add them</p>
      <small>A picture goes into the search field: photos like it are found</small>
    </div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** The search field takes pictures by itself; folders are added wherever they are dropped. */
function isForSearching({ target, dataTransfer }: DragEvent): boolean {
  const isOnField = target instanceof Element && target.closest("[data-takes-pictures]") !== null;
  return isOnField && dataTransfer !== null && !holdsFolder(dataTransfer);
}

async function take(files: File[], onPathless: () => void): Promise<void> {
  const paths = desktop
    ? files.map((file) => desktop?.pathForFile(file) ?? "").filter((path) => path !== "")
    : [];
  if (paths.length > 0) {
    await addFolders(paths);
    return;
  }
  notify({
    code: "",
    message: "A browser does not tell where dropped folders are.",
    remedy: "Choose them here instead.",
  });
  onPathless();
}

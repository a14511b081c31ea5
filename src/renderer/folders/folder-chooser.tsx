import { useEffect, useRef } from "react";
import { desktop } from "../api/connection.ts";
import { DirectoryBrowser } from "./directory-browser.tsx";

interface FolderChooserProps {
  title: string;
  /** On the button: "Choose this folder". */
  confirm: string;
  onChoose(path: string): void;
  onClose(): void;
}

/** Asks for one folder: with the native dialog where there is one, else with the page's own. */
export function FolderChooser({ title, confirm, onChoose, onClose }: FolderChooserProps) {
  const isAsked = useRef(false);
  useEffect(() => {
    if (!desktop || isAsked.current) return;
    isAsked.current = true;
    void desktop.chooseDirectories().then(([path]) => {
      if (path !== undefined) onChoose(path);
      onClose();
    });
  }, [onChoose, onClose]);
  if (desktop) return null;
  return (
    <DirectoryBrowser
      isOpen
      title={title}
      confirm={confirm}
      onClose={onClose}
      onChoose={async (path) => {
        onChoose(path);
        return true;
      }}
    />
  );
}

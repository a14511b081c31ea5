import { ActionIcon, Button, Loader, Modal, TextInput } from "@mantine/core";
import { IconArrowUp, IconFolder } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { errorWords } from "../api/error-words.ts";
import { api } from "../api/queries.ts";
import { readRemembered, remember } from "../remembered.ts";
import { photos } from "../words/quantities.ts";
import { addFolders } from "./add-folders.ts";
import styles from "./folders.module.css";

interface DirectoryBrowserProps {
  isOpen: boolean;
  onClose(): void;
}

const rememberedKey = "directory";

/** For browsers, which cannot tell a page the path of a folder: the folders of the machine that Shoebox runs on. */
export function DirectoryBrowser({ isOpen, onClose }: DirectoryBrowserProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Add a folder" size="lg" lockScroll={false} centered>
      {isOpen && <Browser onClose={onClose} />}
    </Modal>
  );
}

function Browser({ onClose }: { onClose(): void }) {
  const [path, setPath] = useState<string | undefined>(() =>
    readRemembered<string | undefined>(rememberedKey, undefined),
  );
  const [typed, setTyped] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const { data, error, isFetching } = useQuery({
    ...api.directories.list.queryOptions({ input: path === undefined ? {} : { path } }),
    staleTime: 0,
    placeholderData: (known) => known,
  });
  useEffect(() => {
    if (data) setTyped(data.path);
  }, [data]);

  const open = (next: string) => {
    setPath(next);
    if (list.current) list.current.scrollTop = 0;
  };
  const add = async () => {
    if (!data) return;
    remember(rememberedKey, data.parent ?? data.path);
    if (await addFolders([data.path])) onClose();
  };
  const words = error ? errorWords(error) : undefined;
  return (
    <div className={styles.browser}>
      <nav aria-label="Places" className={styles.places}>
        {data?.shortcuts.map((shortcut) => (
          <button key={shortcut.path} type="button" onClick={() => open(shortcut.path)}>
            {shortcut.name}
          </button>
        ))}
      </nav>
      <div className={styles.folders}>
        <form
          className={styles.path}
          onSubmit={(event) => {
            event.preventDefault();
            open(typed);
          }}
        >
          <ActionIcon
            variant="default"
            size={36}
            aria-label="Up to the folder above"
            disabled={data?.parent === null}
            onClick={() => data?.parent && open(data.parent)}
          >
            <IconArrowUp size={18} />
          </ActionIcon>
          <TextInput
            className={styles.typed ?? ""}
            aria-label="Path of the folder"
            value={typed}
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
            rightSection={isFetching && <Loader size={14} />}
            data-autofocus
          />
        </form>
        {words && (
          <p className={styles.problem} role="alert">
            {words.message} {words.remedy}
          </p>
        )}
        <ul ref={list} className={styles.list} aria-label="Folders">
          {data?.directories.map((directory) => (
            <li key={directory.path}>
              <button type="button" onClick={() => open(directory.path)}>
                <IconFolder size={18} aria-hidden="true" />
                {directory.name}
              </button>
            </li>
          ))}
          {data?.directories.length === 0 && <li className={styles.none}>No folders in here</li>}
        </ul>
        <footer className={styles.footer}>
          <span>{data && data.pictures > 0 && `${photos(data.pictures)} in this folder itself`}</span>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={() => void add()} disabled={!data || words !== undefined}>
            Add this folder
          </Button>
        </footer>
      </div>
    </div>
  );
}

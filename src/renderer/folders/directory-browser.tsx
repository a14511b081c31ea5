import { ActionIcon, Button, Loader, Modal, TextInput } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { photos } from "../words/quantities.ts";
import { addFolders } from "./add-folders.ts";
import { FolderList } from "./folder-list.tsx";
import styles from "./folders.module.css";
import { Places } from "./places.tsx";
import { rememberDirectory, useDirectory } from "./use-directory.ts";

interface DirectoryBrowserProps {
  isOpen: boolean;
  title?: string;
  confirm?: string;
  /** What is done with the folder: it is added, where nothing else is said. @returns whether to close */
  onChoose?: (path: string) => Promise<boolean>;
  onClose(): void;
}

/** For browsers, which cannot tell a page the path of a folder: the folders of the machine that Shoebox runs on. */
export function DirectoryBrowser({
  isOpen,
  title = "Add a folder",
  onClose,
  ...rest
}: DirectoryBrowserProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size={680} lockScroll={false} centered>
      {isOpen && <Browser onClose={onClose} {...rest} />}
    </Modal>
  );
}

type BrowserProps = Pick<DirectoryBrowserProps, "confirm" | "onChoose" | "onClose">;

function Browser({ confirm = "Add this folder", onChoose = addOne, onClose }: BrowserProps) {
  const { listing, problem, isLoading, open, read } = useDirectory();
  /** What a person typed: no folder that is still being read takes its place. */
  const [typed, setTyped] = useState<string>();
  const submitted = useRef<string>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const isWalking = useRef(false);
  useEffect(() => {
    if (!listing) return;
    const answered = submitted.current;
    setTyped((now) => (now === answered ? undefined : now));
    submitted.current = undefined;
    if (list.current) list.current.scrollTop = 0;
    // The folder that was walked into is gone from the list, and the focus with it.
    if (isWalking.current) focusFirst(list.current, field.current);
    isWalking.current = false;
  }, [listing]);
  // A path that comes into the field while somebody begins to type is replaced by what they type, not gone on with.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when a path comes, not when typing ends.
  useLayoutEffect(() => {
    if (listing && typed === undefined && document.activeElement === field.current) field.current?.select();
  }, [listing]);

  const walk = (path: string | null | undefined) => {
    if (!path) return;
    isWalking.current = true;
    setTyped(undefined);
    open(path);
  };
  const isTypedAnew = typed !== undefined && typed !== submitted.current;
  const canAdd = isTypedAnew || (listing !== undefined && problem === undefined);
  const add = async () => {
    if (!canAdd) return;
    // What the field says is what is meant, though it may still be on its way.
    submitted.current = typed;
    const chosen = await read(typed?.trim() || undefined);
    if (!chosen || !(await onChoose(chosen.path))) return;
    rememberDirectory(chosen.parent ?? chosen.path);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void add();
  };
  return (
    <div className={styles.browser} onKeyDown={onKeyDown}>
      <Places places={listing?.shortcuts ?? []} current={listing?.path} onOpen={walk} />
      <div className={styles.folders}>
        <form
          className={styles.path}
          onSubmit={(event) => {
            event.preventDefault();
            if (!typed?.trim()) return;
            submitted.current = typed;
            open(typed.trim());
          }}
        >
          <ActionIcon
            variant="default"
            size={36}
            aria-label="Up to the folder above"
            disabled={!listing?.parent}
            onClick={() => {
              setTyped(undefined);
              open(listing?.parent ?? "");
            }}
          >
            <IconArrowUp size={18} />
          </ActionIcon>
          <TextInput
            ref={field}
            className={styles.typed ?? ""}
            aria-label="Path of the folder"
            value={typed ?? listing?.path ?? ""}
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "ArrowDown") return;
              event.preventDefault();
              focusFirst(list.current, field.current);
            }}
            rightSection={isLoading && <Loader size={14} />}
            data-autofocus
          />
        </form>
        {problem && (
          <p className={styles.problem} role="alert">
            {problem.message} {problem.remedy}
          </p>
        )}
        <FolderList list={list} listing={listing} onOpen={walk} onUp={() => walk(listing?.parent)} />
        <div className={styles.footer}>
          <p>{listing && listing.pictures > 0 && `${photos(listing.pictures)} in this folder itself`}</p>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={() => void add()} disabled={!canAdd}>
            {confirm}
          </Button>
        </div>
      </div>
    </div>
  );
}

function addOne(path: string): Promise<boolean> {
  return addFolders([path]);
}

/** The first folder; where there is none one can still type. */
function focusFirst(list: HTMLElement | null, field: HTMLElement | null): void {
  (list?.querySelector("button") ?? field)?.focus();
}

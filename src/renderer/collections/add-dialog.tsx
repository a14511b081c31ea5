import { Modal, TextInput } from "@mantine/core";
import { IconLibraryPhoto, IconPlus } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { type Collection, nameKeyOf } from "../../contract/index.ts";
import type { ErrorWords } from "../api/error-words.ts";
import { useActiveOption } from "../keys/use-active-option.ts";
import { useFocusReturned } from "../keys/use-focus-back.ts";
import styles from "../layout/dialogs.module.css";
import { Problem } from "../layout/name-dialog.tsx";
import { photos } from "../words/quantities.ts";
import { addPhotos, createCollection } from "./collection-calls.ts";
import { collectionFacts, matching, quoted } from "./collection-words.ts";
import { useCollections } from "./use-collections.ts";

interface AddDialogProps {
  /** This library's own photos. */
  assetIds: readonly number[];
  onClose(): void;
}

type Option = { kind: "collection"; collection: Collection } | { kind: "new"; name: string };

/** Which collection photos are put into: type a part of its name and press Enter, or the name of a new one. */
export function AddDialog({ assetIds, onClose }: AddDialogProps) {
  const { collections = [] } = useCollections();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<ErrorWords>();
  const isBusy = useRef(false);
  useFocusReturned();
  const options = optionsFor(collections, text);
  const { at, setActive, listId, optionId, fieldProps } = useActiveOption(options.length);

  const put = async (option: Option | undefined) => {
    if (!option || isBusy.current) return;
    isBusy.current = true;
    const selection = { assetIds: [...assetIds] };
    const outcome =
      option.kind === "new"
        ? await createCollection(option.name, selection, false)
        : await addPhotos(option.collection, selection);
    isBusy.current = false;
    if ("problem" in outcome) setProblem(outcome.problem);
    else onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 };
    const next = steps[event.key];
    if (event.key === "Enter") void put(options[at]);
    else if (next !== undefined) setActive(Math.max(0, Math.min(options.length - 1, next)));
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Add ${photos(assetIds.length)} to a collection`}
      size={480}
      lockScroll={false}
      centered
    >
      <div className={styles.form}>
        <TextInput
          {...fieldProps}
          aria-label="Collection"
          placeholder="Name of a collection, or of a new one"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
            setProblem(undefined);
          }}
          onKeyDown={onKeyDown}
        />
        {options.length === 0 && (
          <p className={styles.dim}>There is no collection yet: type a name for the first.</p>
        )}
        <div id={listId} className={styles.options} role="listbox" aria-label="Collections">
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field that controls the list has the keys.
            <div
              key={option.kind === "new" ? "new" : option.collection.collectionId}
              id={optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={styles.option}
              onClick={() => void put(option)}
            >
              {option.kind === "new" ? <IconPlus size={18} /> : <IconLibraryPhoto size={18} />}
              {option.kind === "new" ? (
                <span>New collection {quoted(option.name)}</span>
              ) : (
                <>
                  <span>{option.collection.name}</span>
                  <small>{collectionFacts(option.collection)}</small>
                </>
              )}
            </div>
          ))}
        </div>
        <Problem problem={problem} />
      </div>
    </Modal>
  );
}

/** Those whose names fit; a new one last, unless there is one of that very name. */
function optionsFor(collections: readonly Collection[], text: string): Option[] {
  const name = text.trim();
  const found = matching(collections, name).map(
    (collection) => ({ kind: "collection", collection }) as const,
  );
  const key = nameKeyOf(name);
  const isTaken = collections.some((each) => nameKeyOf(each.name) === key);
  return name === "" || isTaken ? found : [...found, { kind: "new", name }];
}

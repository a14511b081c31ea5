import { Modal, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { flushSync } from "react-dom";
import { useActiveOption } from "../../keys/use-active-option.ts";
import { useFocusReturned } from "../../keys/use-focus-back.ts";
import { navigation } from "../../navigation/use-navigation.ts";
import { useRemembered } from "../../remembered.ts";
import { doableNow } from "../active-homes.ts";
import { printKeys } from "../key-press.ts";
import { useDestinations } from "./destinations.ts";
import { actionEntries, browsed, type Entry, found } from "./entries.ts";
import styles from "./palette.module.css";

/** So many that were chosen last are offered first. */
const mostRecent = 5;

const noneRecent: readonly string[] = [];

/** Anything that can be done now and anywhere one can go, by its name. */
export function Palette({ onClose }: { onClose(): void }) {
  const [text, setText] = useState("");
  const [recent, setRecent] = useRemembered("palette", noneRecent);
  const destinations = useDestinations();
  useFocusReturned();
  const typed = text.trim();
  const entries = [...actionEntries(doableNow()), ...destinations];
  const groups =
    typed === ""
      ? browsed(entries, recent)
      : [...found(entries, typed, recent), { title: "Search", entries: [searchFor(typed)] }];
  const listed = groups.flatMap((group) => group.entries);
  const { at, setActive, listId, optionId, fieldProps } = useActiveOption(listed.length);
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    if (entry.id !== searchId) {
      setRecent([entry.id, ...recent.filter((id) => id !== entry.id)].slice(0, mostRecent));
    }
    // Whatever it does, the keyboard is back where it was before.
    flushSync(onClose);
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { length } = listed;
    const steps: Record<string, number> = {
      ArrowDown: (at + 1) % length,
      ArrowUp: (at + length - 1) % length,
      PageDown: Math.min(at + pageRows, length - 1),
      PageUp: Math.max(at - pageRows, 0),
    };
    const next = steps[event.key];
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") choose(listed[at]);
    else if (next !== undefined) setActive(next);
    else if (event.key === "k" && (event.ctrlKey || event.metaKey)) onClose();
    else return;
    event.preventDefault();
  };
  let index = 0;
  return (
    <Modal
      opened
      onClose={onClose}
      attributes={{ content: { "aria-label": "Command palette" } }}
      withCloseButton={false}
      size={600}
      yOffset="12vh"
      padding={0}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      <TextInput
        className={styles.field ?? ""}
        variant="unstyled"
        size="md"
        leftSection={<IconSearch size={18} />}
        {...fieldProps}
        aria-label="What to do, or where to go"
        placeholder="What to do, or where to go"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        ref={takeFocus}
      />
      <div id={listId} className={styles.list} role="listbox" aria-label="Commands">
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title} className={styles.group}>
            <p aria-hidden="true">{group.title}</p>
            {group.entries.map((entry) => {
              const own = index++;
              return (
                <Option
                  key={entry.id}
                  id={optionId(own)}
                  entry={entry}
                  isActive={own === at}
                  onPoint={() => setActive(own)}
                  onChoose={() => choose(entry)}
                />
              );
            })}
          </div>
        ))}
      </div>
    </Modal>
  );
}

/** In the moment it is there: the next letter is meant for it. So it is no part that is loaded when it is asked for. */
function takeFocus(input: HTMLInputElement | null): void {
  input?.focus();
}

const pageRows = 8;
const searchId = "search";

function searchFor(query: string): Entry {
  return {
    id: searchId,
    name: `Search for “${query}”`,
    group: "Search",
    icon: IconSearch,
    run: () => navigation.lookFor({ kind: "text", query }),
  };
}

interface OptionProps {
  id: string;
  entry: Entry;
  isActive: boolean;
  onPoint(): void;
  onChoose(): void;
}

function Option({ id, entry: { name, keys, icon: EntryIcon }, isActive, onPoint, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field that controls the list has the keys.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={styles.option}
      onPointerMove={isActive ? undefined : onPoint}
      onClick={onChoose}
    >
      {EntryIcon ? <EntryIcon size={18} aria-hidden="true" /> : <span className={styles.noIcon} />}
      <span className={styles.name}>{name}</span>
      {keys !== undefined && <kbd className={styles.keys}>{printKeys(keys)}</kbd>}
    </div>
  );
}

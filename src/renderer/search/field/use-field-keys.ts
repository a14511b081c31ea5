import { type KeyboardEvent, type RefObject, useState } from "react";
import type { ReadQuery } from "../../../contract/index.ts";
import type { QueryEdit } from "../query-edit.ts";
import { forgetRecent, keepRecent, useRecents } from "../recents.ts";
import { finishedChipBefore, takenByTab } from "./key-meanings.ts";
import type { FieldOption } from "./options.ts";
import { typeInto } from "./type-into.ts";
import { useOptions } from "./use-options.ts";

interface FieldKeysInput {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  cursor: number | undefined;
  read: ReadQuery;
  /** What was understood is about this text. */
  isRead: boolean;
  onChange(text: string): void;
  onLeave(): void;
}

/** What keys do in the search field and in the list under it. Enter searches, unless something was chosen in the list. */
export function useFieldKeys({ field, text, cursor, read, isRead, onChange, onLeave }: FieldKeysInput) {
  const [opened, setOpened] = useState<"closed" | "typing" | "asked">("closed");
  const [active, setActive] = useState(-1);
  const options = useOptions({ text, cursor, open: opened, read });
  const chosen = options[active];
  const hasRecents = useRecents().length > 0;

  const close = () => {
    setOpened("closed");
    setActive(-1);
  };
  const edit = (change: QueryEdit) => {
    setActive(-1);
    if (field.current) typeInto(field.current, change);
  };
  const take = (option: FieldOption) => {
    edit(option.edit);
    if (option.kind === "completion") setOpened("typing");
    else close();
  };
  const keep = () => {
    if (isRead && read.problems.length === 0) keepRecent(text);
  };
  const leave = () => {
    keep();
    close();
    onLeave();
  };
  const clear = () => {
    close();
    if (field.current) typeInto(field.current, { offset: 0, length: text.length, text: "" });
    else onChange("");
    close();
  };

  const mend = options.find(({ kind }) => kind === "mend");
  const actions: Record<string, (event: KeyboardEvent<HTMLInputElement>) => boolean> = {
    ArrowDown: ({ altKey }) => {
      if (options.length > 0) setActive(active + 1 < options.length ? active + 1 : -1);
      else if (altKey) setOpened("asked");
      else if (text.trim() === "" && hasRecents && opened === "closed") setOpened("typing");
      else leave();
      return true;
    },
    ArrowUp: () => {
      if (options.length > 0) setActive(active < 0 ? options.length - 1 : active - 1);
      return options.length > 0;
    },
    Enter: () => {
      const taken = chosen ?? mend;
      if (taken) take(taken);
      else leave();
      if (chosen?.kind === "recent") keepRecent(chosen.label);
      return true;
    },
    Tab: ({ shiftKey }) => {
      const taken = shiftKey ? undefined : (chosen ?? takenByTab(options, text, cursor));
      if (taken) take(taken);
      return taken !== undefined;
    },
    Escape: () => {
      if (active >= 0 || takenByTab(options, text, cursor) || (options.length > 0 && text === "")) close();
      else if (text !== "") clear();
      else leave();
      return true;
    },
    Delete: ({ shiftKey }) => {
      if (!shiftKey || chosen?.kind !== "recent") return false;
      forgetRecent(chosen.label);
      return true;
    },
    Backspace: ({ currentTarget, ctrlKey, metaKey, altKey }) => {
      const chip = ctrlKey || metaKey || altKey ? undefined : finishedChipBefore(read, text, cursor);
      // Selected first, so that one sees what goes: the next one takes it out, and it can be undone.
      if (chip) currentTarget.setSelectionRange(chip.offset, chip.offset + chip.length + 1);
      return chip !== undefined;
    },
  };
  return {
    options,
    active,
    setActive,
    open: () => setOpened("typing"),
    edit,
    take,
    clear,
    onTyped: () => {
      setActive(-1);
      setOpened("typing");
    },
    onBlur: () => {
      // With the window the focus comes back; nothing was left.
      if (document.activeElement === field.current) return;
      keep();
      close();
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.nativeEvent.isComposing || !actions[event.key]?.(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

import { ActionIcon, Kbd, Loader, TextInput } from "@mantine/core";
import { IconSearch, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, type RefObject, useEffect } from "react";
import styles from "./search.module.css";

interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  isBusy: boolean;
  onChange(text: string): void;
  /** Escape in an empty field, or down: the photos are meant. */
  onLeave(): void;
}

/** The one field at the top; it has the focus at the start. */
export function SearchField({ field, text, isBusy, onChange, onLeave }: SearchFieldProps) {
  useEffect(() => field.current?.focus(), [field]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" && text !== "") onChange("");
    else if (event.key === "Escape" || event.key === "ArrowDown" || event.key === "Enter") onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const clear = (
    <ActionIcon variant="subtle" color="gray" aria-label="Clear the search" onClick={() => onChange("")}>
      <IconX size={16} />
    </ActionIcon>
  );
  return (
    <TextInput
      ref={field}
      className={styles.field ?? ""}
      type="search"
      role="searchbox"
      aria-label="Search photos"
      placeholder="Describe a picture: a dog by the sea at dusk"
      autoComplete="off"
      spellCheck={false}
      size="md"
      radius="md"
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      leftSection={isBusy ? <Loader size={16} /> : <IconSearch size={18} />}
      rightSection={text === "" ? <Kbd size="xs">/</Kbd> : clear}
      rightSectionPointerEvents={text === "" ? "none" : "all"}
    />
  );
}

import { Kbd, Loader, VisuallyHidden } from "@mantine/core";
import { IconSearch, IconX } from "@tabler/icons-react";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { longestQueryCharacters, type ReadQuery } from "../../contract/index.ts";
import { withoutUnfinished } from "./field/carry-spans.ts";
import { ChipLayer } from "./field/chip-layer.tsx";
import { ChipTools } from "./field/chip-tools.tsx";
import styles from "./field/field.module.css";
import { OptionList } from "./field/option-list.tsx";
import { isChip } from "./field/pieces.ts";
import { useExamples } from "./field/use-examples.ts";
import { useFieldKeys } from "./field/use-field-keys.ts";
import { useFieldText } from "./field/use-field-text.ts";
import { useRead } from "./field/use-read.ts";

interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  isBusy: boolean;
  onChange(text: string): void;
  /** Escape in an empty field, or down: the photos are meant. */
  onLeave(): void;
}

const listId = "search-suggestions";
const termsId = "search-terms";

/** The one field at the top; it has the focus at the start. What it was understood as stands as chips in its text. */
export function SearchField({ field, text, isBusy, onChange, onLeave }: SearchFieldProps) {
  useEffect(() => field.current?.focus(), [field]);
  const layer = useRef<HTMLDivElement>(null);
  const [isHinting, setHinting] = useState(false);
  const { read: all, isRead } = useRead(text);
  const read = useMemo(() => withoutUnfinished(text, all), [text, all]);
  const shown = useFieldText(field, text);
  const examples = useExamples(text, onChange);
  const keys = useFieldKeys({ field, text, cursor: shown.cursor, read: all, isRead, onChange, onLeave });
  const isOpen = keys.options.length > 0;
  const { scrollPixels } = shown;
  return (
    <div
      className={styles.box}
      data-takes-pictures
      data-over={examples.isOver || undefined}
      {...examples.dropping}
    >
      <span className={styles.side}>
        {isBusy || examples.reading.length > 0 ? <Loader size={16} /> : <IconSearch size={18} />}
      </span>
      <div
        className={styles.area}
        onMouseMove={(event) => shown.onMouseMove(event)}
        onMouseLeave={() => shown.onMouseLeave()}
      >
        <ChipLayer text={text} read={read} scrollPixels={scrollPixels} layer={layer} />
        <input
          ref={field}
          className={styles.input}
          type="text"
          enterKeyHint="search"
          role="combobox"
          aria-label="Search photos"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={keys.active >= 0 ? `${listId}-${keys.active}` : undefined}
          aria-describedby={termsId}
          aria-invalid={read.problems.length > 0 || undefined}
          placeholder={
            examples.isOver
              ? "Drop a picture to find photos like it"
              : "Describe a picture: a dog by the sea at dusk"
          }
          autoComplete="off"
          spellCheck={false}
          maxLength={longestQueryCharacters}
          value={text}
          onChange={(event) => {
            keys.onTyped();
            onChange(event.currentTarget.value);
          }}
          onSelect={shown.onSelect}
          onScroll={shown.onScroll}
          onClick={() => text === "" && keys.open()}
          onFocus={() => setHinting(true)}
          onBlur={() => {
            setHinting(false);
            keys.onBlur();
          }}
          onKeyDown={keys.onKeyDown}
          onPaste={examples.onPaste}
        />
        <ChipTools
          text={text}
          read={read}
          layer={layer}
          scrollPixels={scrollPixels}
          pointerPixels={shown.pointerPixels}
          onEdit={keys.edit}
        />
      </div>
      <span className={styles.side}>
        {text === "" ? (
          !isHinting && <Kbd size="xs">/</Kbd>
        ) : (
          <button type="button" className={styles.clear} aria-label="Clear the search" onClick={keys.clear}>
            <IconX size={16} />
          </button>
        )}
      </span>
      {isOpen && (
        <OptionList
          id={listId}
          layer={layer}
          options={keys.options}
          active={keys.active}
          onHover={keys.setActive}
          onTake={keys.take}
        />
      )}
      {examples.reading.length > 0 && (
        <p className={styles.reading} role="status">
          Reading {examples.reading.join(", ")}…
        </p>
      )}
      <Terms read={read} />
    </div>
  );
}

/** For those who cannot see the chips. */
function Terms({ read }: { read: ReadQuery }) {
  const terms = read.terms.filter(isChip);
  return (
    <VisuallyHidden>
      <ul id={termsId} aria-label="Understood as">
        {terms.map(({ offset, label, isExcluded }) => (
          <li key={offset}>{isExcluded ? `not: ${label}` : label}</li>
        ))}
      </ul>
    </VisuallyHidden>
  );
}

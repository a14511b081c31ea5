import { IconArrowBackUp, IconHistory, IconX } from "@tabler/icons-react";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { count as countWords } from "../../words/quantities.ts";
import { forgetRecent } from "../recents.ts";
import styles from "./field.module.css";
import type { FieldOption } from "./options.ts";
import { pixelsAt } from "./pixels-at.ts";

/** Its labels begin this far from its edge: they stand under the text. */
const labelInset = 15;

interface OptionListProps {
  id: string;
  /** Where the text is drawn: the list stands under the part that it is about. */
  layer: RefObject<HTMLElement | null>;
  options: readonly FieldOption[];
  /** Which one Enter takes; -1: none. */
  active: number;
  onHover(index: number): void;
  onTake(option: FieldOption): void;
}

/** Under the field: what could be typed, with how many photos have it. */
export function OptionList({ id, layer, options, active, onHover, onTake }: OptionListProps) {
  const list = useRef<HTMLDivElement>(null);
  const from = options[0]?.edit.offset ?? 0;
  useLayoutEffect(() => {
    const [element, drawn, box] = [list.current, layer.current, list.current?.offsetParent];
    if (!element || !drawn || !box) return;
    const start = drawn.getBoundingClientRect().left - box.getBoundingClientRect().left;
    const most = box.clientWidth - element.offsetWidth;
    const left = from === 0 ? -1 : start + pixelsAt(drawn, from) - labelInset;
    element.style.left = `${Math.max(-1, Math.min(most, left))}px`;
  });
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div ref={list} className={styles.list} role="listbox" id={id} aria-label="Suggestions">
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus, and the keys
        <div
          key={option.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={styles.option}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => index !== active && onHover(index)}
          onClick={() => onTake(option)}
        >
          {option.kind === "recent" && <IconHistory size={16} aria-hidden="true" />}
          {option.kind === "mend" && <IconArrowBackUp size={16} aria-hidden="true" />}
          <span className={styles.optionLabel}>{option.label}</span>
          <span className={styles.optionHint}>{option.hint}</span>
          {option.count !== null && <span className={styles.optionCount}>{countWords(option.count)}</span>}
          {option.kind === "recent" && (
            <span
              aria-hidden="true"
              title="Forget (Shift Delete)"
              className={styles.forget}
              onClick={(event) => {
                event.stopPropagation();
                forgetRecent(option.label);
              }}
            >
              <IconX size={14} />
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

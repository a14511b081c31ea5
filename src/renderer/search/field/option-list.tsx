import { IconArrowBackUp, IconHistory, IconX } from "@tabler/icons-react";
import { count as countWords } from "../../words/quantities.ts";
import { forgetRecent } from "../recents.ts";
import styles from "./field.module.css";
import type { FieldOption } from "./options.ts";

interface OptionListProps {
  id: string;
  options: readonly FieldOption[];
  /** Which one Enter takes; -1: none. */
  active: number;
  onHover(index: number): void;
  onTake(option: FieldOption): void;
}

/** Under the field: what could be typed, with how many photos have it. */
export function OptionList({ id, options, active, onHover, onTake }: OptionListProps) {
  return (
    <div className={styles.list} role="listbox" id={id} aria-label="Suggestions">
      {options.map((option, index) => (
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
          onKeyDown={undefined}
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

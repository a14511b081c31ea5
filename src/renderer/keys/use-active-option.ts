import { useEffect, useId, useState } from "react";

/**
 * Which option of a list the keys of a field mean, the focus staying in the field: the combobox pattern
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 * @param count options that are listed now
 */
export function useActiveOption(count: number) {
  const [active, setActive] = useState(0);
  const listId = useId();
  /** -1 where none is listed. */
  const at = Math.min(active, count - 1);
  const optionId = (index: number) => `${listId}-${index}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each step.
  useEffect(() => {
    document.getElementById(optionId(at))?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return {
    at,
    setActive,
    listId,
    optionId,
    /** For the field, whose name is its own. */
    fieldProps: {
      role: "combobox",
      "aria-expanded": count > 0,
      "aria-controls": listId,
      "aria-activedescendant": count > 0 ? optionId(at) : undefined,
      "aria-autocomplete": "list",
      autoComplete: "off",
      spellCheck: false,
      "data-autofocus": true,
    } as const,
  };
}

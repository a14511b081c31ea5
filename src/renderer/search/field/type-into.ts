import type { QueryEdit } from "../query-edit.ts";

/**
 * Changes a part of what stands in a field as if it were typed: it can be undone with the field's own undo, and the field
 * tells of it as of any key.
 */
export function typeInto(field: HTMLInputElement, { offset, length, text }: QueryEdit): void {
  field.focus();
  field.setSelectionRange(offset, offset + length);
  const isTyped =
    text === ""
      ? length === 0 || document.execCommand("delete")
      : document.execCommand("insertText", false, text);
  if (isTyped) return;
  field.setRangeText(text, offset, offset + length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

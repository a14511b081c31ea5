const typedTypes = /^(?!button|checkbox|color|file|image|radio|range|reset|submit)/;

/** Whether a key is meant for what is being typed in. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return typedTypes.test(target.type);
  return target.tagName === "TEXTAREA" || target.tagName === "SELECT";
}

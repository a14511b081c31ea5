import { useEffect, useLayoutEffect, useRef, useState } from "react";

/** To whom the keyboard belonged before a dialog came: it has it again when that is gone, before the next key. */
export function useFocusReturned(): void {
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}

/** What has the keyboard once no dialog is open any more, in the same moment: a key pressed right then is meant for it. */
export function useFocusAfter(isOpen: boolean, focus: () => void): void {
  const wasOpen = useRef(isOpen);
  const latest = useRef(focus);
  latest.current = focus;
  useEffect(() => {
    if (wasOpen.current && !isOpen) latest.current();
    wasOpen.current = isOpen;
  }, [isOpen]);
}

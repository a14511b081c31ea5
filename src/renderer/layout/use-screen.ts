import { useEffect } from "react";
import { useRemembered } from "../remembered.ts";

export const screens = ["photos", "duplicates", "problems", "models", "settings"] as const;
export type Screen = (typeof screens)[number];

/** The screen that is shown, remembered. A link to `#models` and the like leads to another from anywhere. */
export function useScreen(): [Screen, (screen: Screen) => void] {
  const [screen, setScreen] = useRemembered<Screen>("screen", "photos");
  useEffect(() => {
    const follow = () => {
      const named = screens.find((each) => window.location.hash === `#${each}`);
      if (!named) return;
      // Taken off the address again: the same link leads there a second time.
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
      setScreen(named);
    };
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [setScreen]);
  return [screen, setScreen];
}

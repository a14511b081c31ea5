import { parseKeys } from "../contract/keys.ts";

const names: Readonly<Record<string, string>> = {
  "+": "Plus",
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
};

/** Keys in the notation of the contract as Electron writes them: "Mod+K" is "CmdOrCtrl+K". */
export function acceleratorOf(keys: string): string {
  const { isMod, isAlt, isShift, key } = parseKeys(keys);
  const held = [isMod && "CmdOrCtrl", isAlt && "Alt", isShift && "Shift"].filter((each) => each !== false);
  return [...held, names[key] ?? key].join("+");
}

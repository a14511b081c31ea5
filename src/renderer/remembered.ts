import { useCallback, useSyncExternalStore } from "react";

const prefix = "shoebox.";
const listeners = new Map<string, Set<() => void>>();

/** What the page showed last, kept over restarts: small things only, each with a default. */
export function readRemembered<Value>(key: string, fallback: Value): Value {
  try {
    const text = window.localStorage.getItem(prefix + key);
    return text === null ? fallback : (JSON.parse(text) as Value);
  } catch {
    return fallback;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // A page that may store nothing just forgets.
  }
  for (const listener of listeners.get(key) ?? []) listener();
}

const cache = new Map<string, { text: string | null; value: unknown }>();

function readCached<Value>(key: string, fallback: Value): Value {
  const text = window.localStorage.getItem(prefix + key);
  const known = cache.get(key);
  if (known?.text === text) return known.value as Value;
  const value = readRemembered(key, fallback);
  cache.set(key, { text, value });
  return value;
}

/** Like `useState`, remembered under a key. `fallback` must stay the same object. */
export function useRemembered<Value>(key: string, fallback: Value): [Value, (value: Value) => void] {
  const subscribe = useCallback(
    (listener: () => void) => {
      const set = listeners.get(key) ?? new Set();
      listeners.set(key, set.add(listener));
      return () => set.delete(listener);
    },
    [key],
  );
  const value = useSyncExternalStore(subscribe, () => readCached(key, fallback));
  const set = useCallback((next: Value) => remember(key, next), [key]);
  return [value, set];
}

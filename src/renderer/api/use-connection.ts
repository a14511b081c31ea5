import { useSyncExternalStore } from "react";
import { type ConnectionState, connection } from "./connection.ts";

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}

/** Changes whenever the core was found anew. */
export function useConnectionGeneration(): number {
  return useSyncExternalStore(connection.subscribe, () => connection.generation);
}

import { useSyncExternalStore } from "react";
import { type ConnectionState, connection } from "./connection.ts";

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}

import { connect } from "node:tls";
import type { QdrantAddress } from "./address.ts";

const patienceMillis = 2000;

/** Whether what answers there begins a TLS session, trusted or not; nothing is said within it. */
export function speaksTls({ host, port }: QdrantAddress): Promise<boolean> {
  const name = host.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const socket = connect({ host: name, port, rejectUnauthorized: false, timeout: patienceMillis });
    const settle = (speaks: boolean) => {
      socket.destroy();
      resolve(speaks);
    };
    socket.once("secureConnect", () => settle(true));
    socket.once("timeout", () => settle(false));
    socket.once("error", () => settle(false));
    socket.once("close", () => settle(false));
  });
}

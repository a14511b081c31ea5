import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { DesktopBridge } from "../../../src/contract/desktop.ts";
import type { ShoeboxClient } from "../../../src/contract/index.ts";

declare global {
  var shoeboxDesktop: DesktopBridge;
}

const portMessage = "shoebox:core-port";
const answerTimeoutMillis = 20_000;

/** Asks the shell for a port of this test's own, beside the one that the page has, and speaks the API over it. */
export async function connect(): Promise<ShoeboxClient> {
  const port = new Promise<MessagePort>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("No port to the core came.")), answerTimeoutMillis);
    const take = (event: MessageEvent) => {
      const [first] = event.ports;
      if (event.data !== portMessage || !first) return;
      // It was asked for here: the page must not take it for one of its own.
      event.stopImmediatePropagation();
      removeEventListener("message", take, { capture: true });
      clearTimeout(timer);
      resolve(first);
    };
    addEventListener("message", take, { capture: true });
  });
  await globalThis.shoeboxDesktop.connect();
  const opened = await port;
  opened.start();
  return createORPCClient(new RPCLink({ port: opened }));
}

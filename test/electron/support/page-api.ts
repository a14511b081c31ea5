import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { DesktopBridge } from "../../../src/contract/desktop.ts";
import type { ShoeboxClient } from "../../../src/contract/index.ts";

declare global {
  var shoeboxDesktop: DesktopBridge;
}

const portMessage = "shoebox:core-port";
const answerTimeoutMillis = 120_000;

/** Those who asked for a port and have none yet. */
const asking: ((port: MessagePort) => void)[] = [];

// Runs before the page, so it is the first to hear of a port. One that was asked for here never reaches the page; which
// of several on their way it gets does not matter.
addEventListener("message", (event) => {
  const [port] = event.ports;
  if (event.data !== portMessage || !port || asking.length === 0) return;
  event.stopImmediatePropagation();
  asking.shift()?.(port);
});

/** Asks the shell for a port of the test's own, beside the one that the page has, and speaks the API over it. */
export async function connect(): Promise<ShoeboxClient> {
  const port = new Promise<MessagePort>((resolve, reject) => {
    asking.push(resolve);
    setTimeout(() => reject(new Error("No port to the core came.")), answerTimeoutMillis);
  });
  await globalThis.shoeboxDesktop.connect();
  const opened = await port;
  opened.start();
  return createORPCClient(new RPCLink({ port: opened }));
}

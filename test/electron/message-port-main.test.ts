import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { MessageChannelMain, type MessagePortMain, takeSides } from "./stand-in/message-port-main.ts";
import { type PortMessage, RemotePorts } from "./stand-in/remote-ports.ts";

function heardBy(port: MessagePortMain): unknown[] {
  const heard: unknown[] = [];
  port.on("message", ({ data }) => heard.push(data));
  port.on("close", () => heard.push("closed"));
  return heard;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await setImmediate();
}

test("messages wait, in order, until the port is started", async () => {
  const { port1, port2 } = new MessageChannelMain();
  const heard = heardBy(port2);
  for (const data of [1, 2, 3]) port1.postMessage(data);
  await settle();
  expect(heard).toEqual([]);
  port2.start();
  port1.postMessage(4);
  await settle();
  expect(heard).toEqual([1, 2, 3, 4]);
});

test("what is sent is a copy, made when it is sent", async () => {
  const { port1, port2 } = new MessageChannelMain();
  const heard = heardBy(port2);
  port2.start();
  const value = { count: 1 };
  port1.postMessage(value);
  value.count = 2;
  await settle();
  expect(heard).toEqual([{ count: 1 }]);
});

test("what cannot be copied is refused where it is sent", () => {
  const { port1 } = new MessageChannelMain();
  expect(() => port1.postMessage(() => {})).toThrow(expect.objectContaining({ name: "DataCloneError" }));
});

test("closing one end closes the other, after everything that was said before", async () => {
  const { port1, port2 } = new MessageChannelMain();
  const heard = heardBy(port2);
  port1.postMessage("last words");
  port1.close();
  port2.start();
  await settle();
  expect(heard).toEqual(["last words", "closed"]);
});

test("a port can be sent away once, and is silent from then on", async () => {
  const carrier = new MessageChannelMain();
  const { port1, port2 } = new MessageChannelMain();
  port1.postMessage("said before");
  const arrived = new Promise<MessagePortMain>((resolve) => {
    carrier.port2.on("message", ({ ports }) => resolve(ports[0]));
  });
  carrier.port2.start();
  carrier.port1.postMessage("take this", [port2]);
  expect(() => carrier.port1.postMessage("again", [port2])).toThrow("already neutered");
  port2.postMessage("into the void");
  const moved = await arrived;
  const heard = heardBy(moved);
  moved.start();
  port1.postMessage("said after");
  await settle();
  expect(heard).toEqual(["said before", "said after"]);
});

test("a port cannot be sent over itself, nor twice in one message", () => {
  const { port1 } = new MessageChannelMain();
  const other = new MessageChannelMain();
  expect(() => port1.postMessage("x", [port1])).toThrow("contains the source port");
  expect(() => port1.postMessage("x", [other.port1, other.port1])).toThrow("duplicate");
});

test("another process hears of a port before it hears what waits in it, and its end closes the channel", async () => {
  const { port1, port2 } = new MessageChannelMain();
  const heard = heardBy(port1);
  port1.start();
  port1.postMessage("waiting");
  const told: unknown[] = [];
  const remote = new RemotePorts((message: PortMessage) => told.push(message));
  remote.move(takeSides([port2]), (portIds) => told.push({ announced: portIds }));
  expect(told).toEqual([
    { announced: [1] },
    { kind: "port-message", portId: 1, data: "waiting", portIds: [] },
  ]);
  remote.receive({ kind: "port-message", portId: 1, data: "from afar", portIds: [] });
  remote.abandon();
  await settle();
  expect(heard).toEqual(["from afar", "closed"]);
});

import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import net from "node:net";
import { threadId } from "node:worker_threads";

// Loaded before everything else in each thread of a process: what wants out is written down and refused.

const record = process.env.NETWORK_RECORD as string;

function note(what: string): void {
  appendFileSync(record, `${what}\n`);
}

function refuse(what: string): never {
  note(`${what}\n${new Error("asked for here").stack}`);
  throw new Error(`${what}: there is no network in this test.`);
}

note(`watching thread ${threadId}`);

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const [target] = [args[0]].flat() as [unknown];
  // Pipes and Unix sockets stay on the machine; everything that Node connects by name or number comes through here.
  const isLocalPipe = typeof (target as { path?: unknown } | null)?.path === "string";
  if (!isLocalPipe) refuse(`connect ${JSON.stringify(target)}`);
  return Reflect.apply(connect, this, args) as net.Socket;
} as typeof connect;

dgram.Socket.prototype.send = ((...args: unknown[]) => refuse(`send ${String(args.at(-2))}`)) as never;
for (const module of [dns, dns.promises]) {
  const names = ["lookup", "resolve", "resolve4", "resolve6"] as const;
  for (const name of names) module[name] = ((host: string) => refuse(`look up ${host}`)) as never;
}

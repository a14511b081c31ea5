/**
 * Entry of the core process, an Electron utility process: the one file of the shell that knows the core. Chromium ends
 * it at once when the main process goes away; the library is made to survive that.
 */
import { onError } from "@orpc/server";
import { RPCHandler } from "@orpc/server/message-port";
import type { MessagePortMain } from "electron";
import { errorCodeSchema } from "../contract/errors.ts";
import {
  type Core,
  createCore,
  type DemoDrawing,
  defaultLibraryDirectory,
  type MediaAnswer,
  pathToSystem,
  ShoeboxError,
} from "../core/index.ts";
import {
  type Failure,
  type MessageFromCore,
  type MessageToCore,
  messageToCoreSchema,
} from "./core-messages.ts";
import { RevealRequests } from "./reveal-requests.ts";
import { SecretRequests } from "./secret-requests.ts";
import { TrashRequests } from "./trash-requests.ts";

const reveals = new RevealRequests((requestId, path) => send({ type: "reveal", requestId, path }));

const trashes = new TrashRequests((requestId, path) => send({ type: "trash", requestId, path }));

const secrets = new SecretRequests((requestId, secret) =>
  send({
    type: "secret",
    requestId,
    secret: typeof secret === "string" ? secret : new Uint8Array(secret),
  }),
);

/** Everything that main asks waits for this. It never settles when the library could not be opened. */
const running = open();

process.parentPort.on("message", ({ data, ports }) => {
  const message = messageToCoreSchema.parse(data);
  if (message.type === "secretIs") return secrets.settle(message.requestId, message.answer);
  running.then((service) => answer(service, message, ports)).catch((error) => console.error(error));
});

interface Service {
  core: Core;
  rpc: RPCHandler<Core["context"]>;
}

async function open(): Promise<Service> {
  const libraryDirectory = defaultLibraryDirectory();
  send({ type: "starting", libraryDirectory });
  try {
    const trash = (path: string) => trashes.ask(path);
    const core = await createCore({ libraryDirectory, host: { reveal, trash, drawDemoPhotos, secrets } });
    const rpc = new RPCHandler(core.router, { interceptors: [onError(logUnexpected)] });
    send({ type: "ready" });
    core
      .resumeInterrupted()
      .then(() => core.startWatching())
      .catch(logUnexpected);
    return { core, rpc };
  } catch (error) {
    send({ type: "failed", failure: failureOf(error) });
    return new Promise(() => {});
  }
}

/** @throws NOT_SUPPORTED_HERE for a name that is not UTF-8, which Electron cannot pass on */
async function reveal(path: string): Promise<void> {
  const message = "The system's file manager cannot be told this file's name.";
  if (!path.isWellFormed()) throw new ShoeboxError("NOT_SUPPORTED_HERE", message);
  await reveals.ask(path);
}

/** The picture-drawer brings hundreds of drawings that few sessions need: loaded when one does. */
async function drawDemoPhotos(drawing: DemoDrawing): Promise<void> {
  const { writeDemoLibrary } = await import("../demo/index.ts");
  await writeDemoLibrary(drawing);
}

async function answer(
  { core, rpc }: Service,
  message: Exclude<MessageToCore, { type: "secretIs" }>,
  ports: MessagePortMain[],
): Promise<void> {
  if (message.type === "connect") {
    for (const port of ports) {
      rpc.upgrade(port, { context: core.context });
      port.start();
    }
  } else if (message.type === "media") {
    await answerMedia(message.requestId, () => core.media(message.kind, message.assetId));
  } else if (message.type === "tile") {
    await answerMedia(message.requestId, () => core.tile(message.tile));
  } else if (message.type === "index") {
    await core.client.jobs
      .index({ directories: message.directories })
      .catch((error: unknown) => send({ type: "indexRefused", failure: failureOf(error) }));
  } else if (message.type === "power") {
    core.setPower({ isOnBattery: message.isOnBattery, isIdle: message.isIdle });
  } else if (message.type === "revealed") {
    reveals.settle(message.requestId);
  } else if (message.type === "trashed") {
    trashes.settle(message.requestId, message.refusal);
  } else {
    await core.close();
    process.exit(0);
  }
}

async function answerMedia(requestId: number, read: () => Promise<MediaAnswer | undefined>): Promise<void> {
  try {
    const found = (await read()) ?? null;
    const answered = found && "filePath" in found ? { ...found, filePath: asSent(found.filePath) } : found;
    send({ type: "media", requestId, answer: answered, failure: null });
  } catch (error) {
    send({ type: "media", requestId, answer: null, failure: failureOf(error) });
  }
}

function asSent(filePath: string): string | Uint8Array<ArrayBuffer> {
  const path = pathToSystem(filePath);
  return typeof path === "string" ? path : new Uint8Array(path);
}

/** Errors carry their code whether they come from the core itself or, as here from `client`, through the contract. */
function failureOf(error: unknown): Failure {
  const fields = (typeof error === "object" ? error : null) as {
    code?: unknown;
    path?: unknown;
    data?: { path?: unknown } | null;
  } | null;
  const code = errorCodeSchema.safeParse(fields?.code);
  const path = fields?.path ?? fields?.data?.path;
  return {
    code: code.success ? code.data : "UNEXPECTED",
    message: error instanceof Error ? error.message : String(error),
    path: typeof path === "string" ? path : null,
  };
}

/** Errors with a code of ours are answers; any other is a fault that the page sees only as such. */
function logUnexpected(error: unknown): void {
  if (failureOf(error).code === "UNEXPECTED") console.error(error);
}

function send(message: MessageFromCore): void {
  process.parentPort.postMessage(message);
}

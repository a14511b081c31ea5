import type * as Transformers from "@huggingface/transformers";

export type Library = typeof Transformers;
export type Processor = Transformers.Processor;
export type Network = Transformers.PreTrainedModel;
export type Picture = Transformers.RawImage;

/** Model's inputs by their names. */
export type Inputs = Record<string, Transformers.Tensor>;

/**
 * @huggingface/transformers, which is loaded only where one of its models is: it takes a quarter of a second and 50 MB.
 * It reads what lies in the model's folder and nothing else: it asks no hub, and keeps nothing beside itself.
 */
export async function loadLibrary(): Promise<Library> {
  const library = await import("@huggingface/transformers");
  const { env, LogLevel } = library;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.remoteHost = "http://nowhere.invalid/";
  env.fetch = refuse;
  // Of a run that fails it would print all inputs, pixel by pixel; its errors are told, not printed.
  env.logLevel = LogLevel.NONE;
  return library;
}

async function refuse(address: string | URL): Promise<never> {
  throw new Error(`Models are read from their folders; ${address} was asked for.`);
}

import type { ModelCard, ModelCheck } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { attempting } from "../layout/attempting.ts";
import { notify, say } from "../layout/notices.tsx";
import { refreshModels } from "./use-models.ts";

const attempt = attempting(refreshModels);

export const getModel = ({ id }: ModelCard) => attempt(() => client.models.install({ id }));

export const switchTo = ({ id }: ModelCard, keepsVectors: boolean) =>
  attempt(() => client.models.use({ id, keepsVectors }));

export const pauseSwitch = () => attempt(() => client.models.pause());

export const resumeSwitch = () => attempt(() => client.models.resume());

/** What has come so far is kept, of a download as of a switch. */
export const cancelModel = ({ id, download }: ModelCard) =>
  attempt<unknown>(() => (download ? client.models.cancelInstall({ id }) : client.models.cancelUse()));

export const measureModel = ({ id }: ModelCard) => attempt(() => client.models.measure({ id }));

export const forgetVectors = ({ id, name }: ModelCard) =>
  attempt(async () => {
    await client.models.dropVectors({ id });
    say(`The index of ${name} is deleted.`);
  });

export const removeModel = ({ id, name }: ModelCard, dropsVectors: boolean) =>
  attempt(async () => {
    // First what needs the model to be known.
    if (dropsVectors) await client.models.dropVectors({ id });
    await client.models.remove({ id });
    say(`${name} is removed.`);
  });

export const checkModel = ({ id, name }: ModelCard) =>
  attempt(async () =>
    notify(checkWords(name, await client.models.verify({ id }), "it finds what it should")),
  );

/** @param proof what it does where it works: "it finds what it should" */
export function checkWords(name: string, { files, works, trouble }: ModelCheck, proof: string) {
  if (works && !trouble) {
    const remedy = `Its files are as they should be, and ${proof}.`;
    return { code: "", message: `${name} works.`, remedy };
  }
  const wrong = files.filter(({ state }) => state !== "right" && state !== "unknown");
  const remedy = wrong.map(({ path, state }) => `${path}: ${state.replace("-", " ")}.`).join(" ");
  return {
    code: trouble?.code ?? "MODEL_CORRUPT",
    message: trouble?.message ?? `${name} does not work.`,
    remedy,
  };
}

export const importModel = (directory: string) =>
  attempt(async () => {
    say("Checking the model.", "It is loaded and tried before it is taken in.");
    const { name } = await client.models.import({ directory });
    say(`${name} is installed.`, "It can be used now.");
  });

import type { CaptionerCard, CaptioningMode } from "../../../contract/index.ts";
import { client } from "../../api/connection.ts";
import { api, queryClient } from "../../api/queries.ts";
import { attempting } from "../../layout/attempting.ts";
import { notify, say } from "../../layout/notices.tsx";
import { checkWords } from "../../models/model-calls.ts";
import { photos } from "../../words/quantities.ts";
import { refreshCaptions } from "../use-sentences.ts";

const attempt = attempting(() => queryClient.invalidateQueries({ queryKey: api.captions.key() }));

export const setMode = (mode: CaptioningMode) => attempt(() => client.captions.setMode({ mode }));

/** Pauses the stage that writes, or lets it go on. */
export const pauseWriting = (name: string, isPaused: boolean) =>
  attempt(() => (isPaused ? client.jobs.resumeStage({ name }) : client.jobs.pauseStage({ name })));

export const removeWritten = () =>
  attempt(async () => {
    const { photosChanged } = await client.captions.clear();
    refreshCaptions();
    say(
      `The written captions of ${photos(photosChanged)} are removed.`,
      "No more are written until you say so.",
    );
  });

export const getCaptioner = ({ id }: CaptionerCard) => attempt(() => client.captions.install({ id }));

export const cancelCaptioner = ({ id }: CaptionerCard) =>
  attempt(() => client.captions.cancelInstall({ id }));

export const captionWith = ({ id }: CaptionerCard) => attempt(() => client.captions.use({ id }));

export const removeCaptioner = ({ id, name }: CaptionerCard) =>
  attempt(async () => {
    await client.captions.remove({ id });
    say(`${name} is removed.`);
  });

export const checkCaptioner = ({ id, name }: CaptionerCard) =>
  attempt(async () => notify(checkWords(name, await client.captions.verify({ id }), "it writes")));

export const importCaptioner = (directory: string) =>
  attempt(async () => {
    say("Checking it.", "It is loaded and tried before it is taken in.");
    const { name } = await client.captions.import({ directory });
    say(`${name} is installed.`, "It can be used now.");
  });

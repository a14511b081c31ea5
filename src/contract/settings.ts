import { z } from "zod";
import { procedure } from "./base.ts";
import { defaultLeaveOut } from "./leave-out-rules.ts";

/**
 * How hard indexing may work the machine: everything it has; one core at a low priority; or everything, but only
 * while nobody works at the machine or it has mains power.
 */
export const indexingSpeeds = ["full", "polite", "idle"] as const;

/** Every setting of a library, by its key. A new one is a line here and one in `defaultSettings`. */
export const settingsSchema = z.object({
  indexingSpeed: z.enum(indexingSpeeds),
  /** Files and folders that are no photos a person put there: patterns of `leave-out-rules.ts` and a person's own. */
  leaveOut: z.array(z.string().min(1).max(1000)).max(1000),
  /** Where models come from instead of the public hub; empty for the hub itself (or `HF_ENDPOINT`). */
  modelMirror: z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(1000)]),
});
export type Settings = z.infer<typeof settingsSchema>;
export type SettingKey = keyof Settings;

/** What holds where a person has set nothing. */
export const defaultSettings: Settings = {
  indexingSpeed: "full",
  leaveOut: [...defaultLeaveOut],
  modelMirror: "",
};

export const settingsAnswerSchema = z.object({
  settings: settingsSchema,
  /** Whether it can be told here if the machine is idle or on mains power: only the desktop app can. */
  isPowerKnown: z.boolean(),
});
export type SettingsAnswer = z.infer<typeof settingsAnswerSchema>;

export const settingsContract = {
  get: procedure.output(settingsAnswerSchema),
  /** Changes the settings that are named; what is under way follows at once. */
  set: procedure.input(settingsSchema.partial()).output(settingsAnswerSchema),
};

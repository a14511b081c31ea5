/** The time of day, or the weather where that says more. */
export type LightName = "day" | "dawn" | "dusk" | "night" | "rain" | "fog";

export interface Light {
  name: LightName;
  /** Phrases that end a caption, the canonical one first. */
  phrases: readonly string[];
  /** Single words for it, for lists of keywords. */
  words: readonly string[];
}

export const lights: Readonly<Record<LightName, Light>> = {
  day: {
    name: "day",
    phrases: ["by day", "in daylight", "on a sunny day", "in the daytime", "in the sunshine"],
    words: ["day", "daylight", "sunny", "daytime", "sunshine"],
  },
  dawn: {
    name: "dawn",
    phrases: ["at dawn", "at sunrise", "in the early morning", "in the morning"],
    words: ["dawn", "sunrise", "morning"],
  },
  dusk: {
    name: "dusk",
    phrases: ["at dusk", "at sunset", "in the evening", "in the evening light"],
    words: ["dusk", "sunset", "evening"],
  },
  night: {
    name: "night",
    phrases: ["at night", "by night", "after dark", "in the dark", "in the moonlight"],
    words: ["night", "dark", "moonlight"],
  },
  rain: {
    name: "rain",
    phrases: ["in the rain", "on a rainy day", "in rainy weather", "on a wet day"],
    words: ["rain", "rainy", "wet"],
  },
  fog: {
    name: "fog",
    phrases: ["in the fog", "in the mist", "on a foggy day", "on a misty day"],
    words: ["fog", "mist", "foggy", "misty"],
  },
};

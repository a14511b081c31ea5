import type { LightName } from "./lights.ts";
import type { Surface } from "./objects/index.ts";

export type PlaceName =
  | "beach"
  | "sea"
  | "underwater"
  | "lake"
  | "harbour"
  | "mountains"
  | "snow"
  | "forest"
  | "jungle"
  | "desert"
  | "meadow"
  | "farm"
  | "garden"
  | "city"
  | "road"
  | "picnic"
  | "living room"
  | "kitchen"
  | "bedroom"
  | "classroom"
  | "space";

export interface Place {
  name: PlaceName;
  /** Phrases that say where, the canonical one first. */
  phrases: readonly string[];
  /** Single words for it, for lists of keywords. */
  words: readonly string[];
  /** Where objects can be in it. */
  surfaces: readonly Surface[];
  lights: readonly LightName[];
}

const outdoors: readonly LightName[] = ["day", "dawn", "dusk", "night", "rain", "fog"];
const indoors: readonly LightName[] = ["day", "dusk", "night"];

export const places: Readonly<Record<PlaceName, Place>> = {
  beach: {
    name: "beach",
    phrases: ["on the beach", "at the beach", "by the sea", "at the seaside", "on the sand by the sea"],
    words: ["beach", "seaside", "sea", "sand"],
    surfaces: ["ground", "water", "sky"],
    lights: outdoors,
  },
  sea: {
    name: "sea",
    phrases: ["at sea", "on the open sea", "out on the ocean", "on the waves"],
    words: ["sea", "ocean", "waves"],
    surfaces: ["water", "sky"],
    lights: outdoors,
  },
  underwater: {
    name: "underwater",
    phrases: ["under water", "under the sea", "below the waves", "underwater"],
    words: ["underwater"],
    surfaces: ["under"],
    lights: ["day", "night"],
  },
  lake: {
    name: "lake",
    phrases: ["by the lake", "at a lake", "beside a lake", "on the shore of a lake"],
    words: ["lake"],
    surfaces: ["ground", "water", "sky"],
    lights: outdoors,
  },
  harbour: {
    name: "harbour",
    phrases: ["in the harbour", "at the port", "at the docks", "on the quay"],
    words: ["harbour", "port", "docks"],
    surfaces: ["ground", "water", "sky"],
    lights: outdoors,
  },
  mountains: {
    name: "mountains",
    phrases: ["in the mountains", "in the hills below the peaks", "on a mountain pasture", "in the alps"],
    words: ["mountains", "mountain", "peaks", "alps"],
    surfaces: ["ground", "sky"],
    lights: outdoors,
  },
  snow: {
    name: "snow",
    phrases: ["in the snow", "on a snowy field", "in a winter landscape", "in winter"],
    words: ["snow", "snowy", "winter"],
    surfaces: ["ground", "sky"],
    lights: ["day", "dawn", "dusk", "night", "fog"],
  },
  forest: {
    name: "forest",
    phrases: ["in the forest", "in the woods", "among the trees", "in a pine forest"],
    words: ["forest", "woods", "trees"],
    surfaces: ["ground", "sky"],
    lights: outdoors,
  },
  jungle: {
    name: "jungle",
    phrases: ["in the jungle", "in the rainforest", "among tropical plants"],
    words: ["jungle", "rainforest", "tropical"],
    surfaces: ["ground"],
    lights: ["day", "dusk", "night", "rain", "fog"],
  },
  desert: {
    name: "desert",
    phrases: ["in the desert", "among the dunes", "on a sand dune"],
    words: ["desert", "dunes"],
    surfaces: ["ground", "sky"],
    lights: ["day", "dawn", "dusk", "night"],
  },
  meadow: {
    name: "meadow",
    phrases: ["in a meadow", "in a field", "on the grass", "in the park"],
    words: ["meadow", "field", "grass", "park"],
    surfaces: ["ground", "sky"],
    lights: outdoors,
  },
  farm: {
    name: "farm",
    phrases: ["on a farm", "at the farm", "by the barn", "in the farmyard"],
    words: ["farm", "barn", "farmyard"],
    surfaces: ["ground", "sky"],
    lights: outdoors,
  },
  garden: {
    name: "garden",
    phrases: ["in the garden", "among the flowers", "in the flower garden", "in the back yard"],
    words: ["garden", "flowers", "yard"],
    surfaces: ["ground", "sky"],
    lights: outdoors,
  },
  city: {
    name: "city",
    phrases: ["in the city", "in a city street", "in town", "downtown"],
    words: ["city", "street", "town", "downtown"],
    surfaces: ["ground", "sky"],
    lights: outdoors,
  },
  road: {
    name: "road",
    phrases: ["on the road", "on a country road", "on the highway"],
    words: ["road", "highway"],
    surfaces: ["ground", "sky"],
    lights: outdoors,
  },
  picnic: {
    name: "picnic",
    phrases: ["on a picnic blanket", "at a picnic", "on a checked blanket"],
    words: ["picnic", "blanket"],
    surfaces: ["table"],
    lights: ["day", "dawn", "dusk", "night", "fog"],
  },
  "living room": {
    name: "living room",
    phrases: ["in the living room", "in the lounge", "on the carpet at home"],
    words: ["lounge", "carpet", "home"],
    surfaces: ["floor"],
    lights: indoors,
  },
  kitchen: {
    name: "kitchen",
    phrases: ["on the kitchen table", "in the kitchen", "on the kitchen counter"],
    words: ["kitchen"],
    surfaces: ["table"],
    lights: indoors,
  },
  bedroom: {
    name: "bedroom",
    phrases: ["in the bedroom", "beside the bed", "in the children's room"],
    words: ["bedroom"],
    surfaces: ["floor"],
    lights: indoors,
  },
  classroom: {
    name: "classroom",
    phrases: ["in the classroom", "on a school desk", "in front of the blackboard"],
    words: ["classroom", "school", "blackboard"],
    surfaces: ["table"],
    lights: indoors,
  },
  space: {
    name: "space",
    phrases: ["in space", "in outer space", "among the stars"],
    words: ["space", "stars"],
    surfaces: ["sky"],
    lights: ["night"],
  },
};

export const placeNames = Object.keys(places) as readonly PlaceName[];

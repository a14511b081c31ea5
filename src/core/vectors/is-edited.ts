import { isEditedStem } from "../files/edited-names.ts";
import { splitName } from "../files/name-parts.ts";

/** What a library knows of a photo that tells whether a person changed it. */
export interface EditSigns {
  /** Of its files that are there. */
  names: readonly string[];
  /** The program that wrote the file; null where that is not known. */
  software: string | null;
  /** A sidecar describes it beside its original, as Google Takeout's do with edited copies. */
  sharesSidecar: boolean;
}

/**
 * Programs in which people change pictures. Those that only pass pictures on, or write them in another format, say
 * nothing: a messenger, a converter, a gallery's export.
 */
const editors =
  /photoshop|lightroom|camera raw|gimp|snapseed|paint|capture one|darktable|rawtherapee|affinity|pixelmator|picasa|acdsee|luminar|vsco|krita|canva|photopea|dxo|on1 |aperture|photoscape|polarr|facetune|afterlight|pixlr|nik collection|photolab|silkypix|photofiltre|photodirector|paintshop|befunky|meitu|beautyplus|remini/i;

/** Whether a person changed it after it was taken, by what its file and those beside it say. */
export function isEdited({ names, software, sharesSidecar }: EditSigns): boolean {
  if (sharesSidecar || (software !== null && editors.test(software))) return true;
  return names.some((name) => isEditedStem(splitName(name).stem));
}

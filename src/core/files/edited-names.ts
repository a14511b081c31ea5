import { foldedName } from "./name-parts.ts";

/** What Google Photos puts behind the name of an edited copy, in the language of the account. */
export const editedSuffixes: readonly string[] = [
  ..."-edited -bearbeitet -modifié -edité -édité -editado -editada -modificato -modificata -bewerkt -edytowane".split(
    " ",
  ),
  ..."-redigerad -redigert -redigeret -muokattu -upraveno -upravené -szerkesztve -szerkesztett -editat -düzenlendi".split(
    " ",
  ),
  ..."-düzenlenmiş -отредактировано -изменено -відредаговано -편집됨 -편집 -編集済み -已编辑 -已修改 -編輯 -ha editado".split(
    " ",
  ),
  ..."-ajouté -đã chỉnh sửa -diedit -แก้ไขแล้ว -επεξεργασμένο -ערוך -معدل".split(" "),
].map(foldedName);

/** Of the same photo the first is what was taken, the second what was made of it: Apple's IMG_1234 and IMG_E1234. */
const isEditedByApple = /^img_e\d{4}(?:\D|$)/u;

/** "PXL_20230612_101010123~2.jpg", as Google's gallery writes what it saves beside the original. */
const isEditedByGallery = /^(?:pxl|img|mvimg|dsc)[_-].*\d~\d{1,2}$/u;

/** Whether a picture is called as programs call edited copies. @param stem a name without its extension */
export function isEditedStem(stem: string): boolean {
  const folded = foldedName(stem).replace(/ ?\(\d{1,4}\)$/u, "");
  if (isEditedByApple.test(folded) || isEditedByGallery.test(folded)) return true;
  return editedSuffixes.some((suffix) => folded.length > suffix.length && folded.endsWith(suffix));
}

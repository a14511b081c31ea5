import { it } from "vitest";
import { expectCorruptedFilesAreAccountedFor } from "../../helpers/fuzz.ts";

it("accounts for every file of every format damaged in six seeded ways", async () => {
  await expectCorruptedFilesAreAccountedFor(6);
}, 600_000);

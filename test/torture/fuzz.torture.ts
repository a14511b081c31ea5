import { it } from "vitest";
import { expectCorruptedFilesAreAccountedFor } from "../helpers/fuzz.ts";

it("accounts for every file of every format damaged in two hundred seeded ways", async () => {
  await expectCorruptedFilesAreAccountedFor(200);
}, 7_200_000);

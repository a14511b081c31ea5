import { previewInheritance } from "../duplicates/inheritance-preview.ts";
import { api } from "./base.ts";

export const duplicatesRouter = {
  list: api.duplicates.list.handler(({ context, input }) => {
    const { duplicates, stages } = context.services;
    // Whoever looks wants the list to become whole.
    stages.lookedAt(duplicates.finder.name);
    return duplicates.review.list(input);
  }),
  get: api.duplicates.get.handler(({ context, input }) =>
    context.services.duplicates.review.get(input.groupId),
  ),
  progress: api.duplicates.progress.handler(({ context }) => context.services.duplicates.finder.progress()),
  settings: api.duplicates.settings.handler(({ context }) => context.services.duplicates.review.settings()),
  saveSettings: api.duplicates.saveSettings.handler(({ context, input }) =>
    context.services.duplicates.review.saveSettings(input),
  ),
  decide: api.duplicates.decide.handler(({ context, input }) =>
    context.services.duplicates.verdicts.decide(input.groupId, input.kind),
  ),
  undecide: api.duplicates.undecide.handler(({ context, input }) => {
    context.services.duplicates.verdicts.undecide(input.verdictId);
    return {};
  }),
  verdicts: api.duplicates.verdicts.handler(({ context }) => context.services.duplicates.verdicts.list()),
  exportVerdicts: api.duplicates.exportVerdicts.handler(({ context }) =>
    context.services.duplicates.verdicts.export(),
  ),
  importVerdicts: api.duplicates.importVerdicts.handler(({ context, input }) =>
    context.services.duplicates.verdicts.import(input),
  ),
  inheritance: api.duplicates.inheritance.handler(({ context, input }) =>
    previewInheritance(context.services.duplicates.review, input.groupId, input.keep),
  ),
  preview: api.duplicates.preview.handler(({ context, input }) => context.services.cleaner.preview(input)),
  resolve: api.duplicates.resolve.handler(({ context, input }) => context.services.cleaner.resolve(input)),
};

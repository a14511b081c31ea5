/** How long a forgotten folder can be brought back without indexing it anew. */
export const forgottenForDays = 30;

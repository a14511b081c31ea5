import { listDirectories } from "../files/list-directories.ts";
import { api } from "./base.ts";

export const directoriesRouter = {
  list: api.directories.list.handler(({ input }) => listDirectories(input.path)),
};

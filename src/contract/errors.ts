import { z } from "zod";

/** Where a code is met: by a whole job or call, or by one file of a job. */
type Scope = "call" | "file";

interface ErrorDefinition {
  scope: Scope;
  /** HTTP-like status, used by transports that have one. */
  status: number;
  /** What it means, in a sentence a person understands. */
  meaning: string;
  /** What the person can do about it. */
  remedy: string;
}

function call(status: number, meaning: string, remedy: string): ErrorDefinition {
  return { scope: "call", status, meaning, remedy };
}

function file(meaning: string, remedy: string): ErrorDefinition {
  return { scope: "file", status: 422, meaning, remedy };
}

/** Every error code a person can meet, what it means and what to do. */
export const errorDefinitions = {
  DIR_NOT_FOUND: call(404, "The folder does not exist.", "Check the path, or connect the disk it is on."),
  DIR_EMPTY: call(422, "The folder holds no files.", "Choose a folder with photos in it."),
  DIR_NOT_EMPTY: call(409, "The folder already holds other files.", "Choose an empty or a new folder."),
  PERMISSION_DENIED: call(403, "Shoebox may not read this.", "Give your user that right."),
  DISK_FULL: call(507, "The disk that holds the library is full.", "Free some space, then resume."),
  LIBRARY_DISK_ERROR: call(
    507,
    "The disk that holds the library cannot be written to.",
    "Check that disk, then resume.",
  ),
  LIBRARY_READ_ONLY: call(
    403,
    "The library can only be read.",
    "Copy it to where it can be written to, or give your user that right.",
  ),
  ROOT_OFFLINE: call(503, "The disk that holds this folder is not connected.", "Connect it, then try again."),
  MODEL_MISSING: call(503, "The model's files are not there.", "Install the model again."),
  MODEL_NOT_FOUND: call(404, "There is no such model.", "Look at the list of models."),
  MODEL_UNSUITABLE: call(
    422,
    "The model is made for something else.",
    "Choose a model that is made for this.",
  ),
  MODEL_IN_USE: call(409, "The model is in use.", "Use another model first, then try again."),
  MODEL_DOWNLOAD_FAILED: call(
    502,
    "The model could not be downloaded.",
    "Check the connection, then try again.",
  ),
  MODEL_CORRUPT: call(500, "The model's files are damaged.", "Install the model again."),
  DEVICE_UNAVAILABLE: call(503, "The chosen compute device cannot be used.", "Choose another device."),
  VECTOR_STORE_UNREACHABLE: call(
    503,
    "The vector store does not answer.",
    "Start it, or choose the embedded one.",
  ),
  VECTOR_STORE_KEY_REFUSED: call(
    401,
    "The vector store does not take this key.",
    "Give the key that its owner set, with the right to write.",
  ),
  VECTOR_STORE_UNSUITABLE: call(
    422,
    "This server or collection cannot be used.",
    "Choose another server or another collection.",
  ),
  VECTOR_STORE_FULL: call(
    507,
    "The vector store has no room left.",
    "Free some space on its disk; what waits is sent then.",
  ),
  VECTOR_STORE_REFUSED: call(
    502,
    "The vector store refused what was sent.",
    "Look at its log; the library itself is whole.",
  ),
  VECTOR_STORE_IN_USE: call(
    409,
    "The vector store is in use.",
    "Change over to the other one first, then try again.",
  ),
  COLLECTION_NOT_FOUND: call(404, "There is no such collection.", "Look at the list of collections."),
  COLLECTION_EXISTS: call(
    409,
    "There is a collection of this name already.",
    "Choose another name, or merge the two.",
  ),
  CATALOG_LOCKED: call(423, "Another Shoebox is using this library.", "Close the other one, then try again."),
  CATALOG_NEWER: call(409, "A newer Shoebox made this library.", "Install the newest version of Shoebox."),
  CATALOG_CORRUPT: call(500, "The library's catalog is damaged.", "Restore it from a backup, or index anew."),
  JOB_NOT_FOUND: call(404, "There is no such job.", "It may have ended; look at the list of jobs."),
  ASSET_NOT_FOUND: call(404, "There is no such photo in the library.", "Index the folder that holds it."),
  ROOT_NOT_FOUND: call(404, "The library has no such folder.", "Look at the list of its folders."),
  QUERY_INVALID: call(400, "The request cannot be understood.", "Check what was typed."),
  SEARCH_NOT_FOUND: call(404, "There is no such saved search.", "Look at the list of saved searches."),
  SEARCH_EXISTS: call(409, "A saved search has this name already.", "Choose another name."),
  GROUP_NOT_FOUND: call(404, "There is no such group any more.", "Look at the list of duplicates again."),
  ACTION_NOT_FOUND: call(404, "There is nothing to undo.", "Look at the history."),
  ACTION_BURIED: call(409, "What it changed was changed again since.", "Undo what came later first."),
  LAST_COPY: call(409, "It is the last copy: it stays.", "Keep another copy, and it can go."),
  CHANGED_SINCE_INDEXED: call(409, "The file changed since it was indexed.", "Index its folder again."),
  PROTECTED: call(409, "The file lies in a protected folder.", "Take the folder off the protected ones."),
  DISK_READ_ONLY: call(403, "The disk can only be read.", "Connect it so that it can be written to."),
  OTHER_PROGRAMS: call(
    409,
    "The file belongs to another program.",
    "Clean it up in that program, if it is to go.",
  ),
  SAME_FILE: call(
    409,
    "It is the same file under another name: nothing is to be won.",
    "Nothing needs to be done.",
  ),
  HAS_PARTS: call(
    409,
    "The file has parts that the copy kept lacks.",
    "Keep this copy instead, or choose by hand: its parts go with it then.",
  ),
  IS_PART: call(409, "The file is a part of another photo.", "Clean up the photo that it belongs to."),
  GONE_FROM_TRASH: call(
    410,
    "The file is no longer in the trash.",
    "The trash was emptied perhaps. Look for the copy that was kept, or in a backup.",
  ),
  TRASH_FULL: call(
    507,
    "No trash of its disk has room for the file.",
    "Free some space on that disk, then try again.",
  ),
  PATH_TAKEN: call(409, "Another file lies where this one was.", "Move the other file away, then try again."),
  TRASH_FAILED: call(500, "The file could not be moved to the trash.", "Check the disk, then try again."),
  NOT_SUPPORTED_HERE: call(501, "This cannot be done here.", "Use the desktop app on the same machine."),
  INTERNAL_ERROR: call(
    500,
    "Something went wrong inside Shoebox.",
    "Try again; please report it if it stays.",
  ),
  EMPTY_FILE: file("The file holds no bytes.", "Restore it from a backup if it was a photo."),
  UNSUPPORTED_FORMAT: file("Not a kind of picture that Shoebox reads.", "Convert it, or leave it."),
  TRUNCATED: file(
    "The file ends too early: part of the picture is missing.",
    "Copy it again from its source.",
  ),
  CORRUPT: file("The file's contents are damaged.", "Copy it again from its source."),
  METADATA_UNREADABLE: file(
    "What this file says of its photo cannot be read; the photo can.",
    "Write it anew with the program that made it, or remove it.",
  ),
  TOO_LARGE: file("The picture or file is larger than Shoebox's limits.", "Make a smaller copy of it."),
  UNREADABLE: file("The disk could not read the file.", "Check the disk; copy the file elsewhere."),
  PATH_TOO_LONG: file(
    "The path is longer than the system can open.",
    "Shorten the names of the folders above it.",
  ),
  VANISHED: file("The file was gone when it was to be read.", "Index the folder again."),
  CHANGED_WHILE_READING: file("The file changed while it was being read.", "Index the folder again."),
  DECODE_TIMEOUT: file("Reading the picture took too long.", "Convert it to another format."),
  CAPTION_TIMEOUT: file(
    "Writing a sentence for the picture took too long.",
    "Write one yourself, or try again.",
  ),
  WORKER_CRASHED: file("Reading the picture crashed the decoder.", "Convert it to another format."),
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorDefinitions;

export const errorCodes = Object.keys(errorDefinitions) as [ErrorCode, ...ErrorCode[]];

export const errorCodeSchema = z.enum(errorCodes);

/** What travels beside an error's message. */
export const errorDataSchema = z.object({
  /** The file or folder it happened to. */
  path: z.string().optional(),
  remedy: z.string().optional(),
  /** Of a query that cannot be understood: where, in UTF-16 code units, and what could stand there. */
  offset: z.number().int().nonnegative().optional(),
  length: z.number().int().nonnegative().optional(),
  expected: z.string().optional(),
  suggestion: z.string().optional(),
});

/** The same codes in the form an oRPC contract takes. */
export const contractErrors = Object.fromEntries(
  errorCodes.map((code) => [
    code,
    {
      status: errorDefinitions[code].status,
      message: errorDefinitions[code].meaning,
      data: errorDataSchema.optional(),
    },
  ]),
) as Record<ErrorCode, { status: number; message: string; data: z.ZodOptional<typeof errorDataSchema> }>;

/** A photo's copy in one library of those that share a collection. */
export interface SharedCopy {
  /** The library's id. */
  library: string;
  /** What its owner calls it. */
  libraryName: string;
  /** The name of the machine that has the files. */
  machine: string;
  files: readonly { path: string; isPresent: boolean }[];
}

/** A photo that another library put into a shared collection: all that is known of it here. */
export interface SharedPhoto {
  sha256: string;
  width: number;
  height: number;
  takenAt: string | null;
  copies: readonly SharedCopy[];
}

/** A library among those that share a collection. */
export interface LibraryIdentity {
  /** A UUID, made with the library. */
  id: string;
  name: string;
  machine: string;
}

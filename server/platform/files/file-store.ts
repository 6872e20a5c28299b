/** What is kept, by name; names are made by the store from the content and never from what a user says. */
export interface StoredFile {
  bytes: Buffer;
  /** MIME type, known from the name */
  type: string;
}

export type FileExtension = 'jpg' | 'png' | 'pdf';

/**
 * Files that the product made itself: re-encoded photos, posters. `LocalFiles` keeps them in a folder;
 * several API machines share that folder or bring an object store behind this interface.
 */
export interface FileStore {
  /** Stores once what may be given often. @returns the name, `<40 hex digits of SHA-256>.<extension>` */
  put(bytes: Buffer, extension: FileExtension): Promise<string>;
  /** @returns null for a name that is malformed or unknown */
  read(name: string): Promise<StoredFile | null>;
}

/** Files that outlive a request: stored by content, served at `/files/<name>`. */
export type { FileExtension, FileStore, StoredFile } from './file-store';
export { LocalFiles } from './local-files';
export { type Photo, reencodePhoto } from './photo';
export { MAX_PROOF_BYTES, prepareProof } from './proof';

import type { Readable } from "node:stream";

/** What an address for an upload is good for, and nothing else. */
export interface UploadTerms {
  readonly key: string;
  readonly contentType: string;
  /** Exactly so many bytes. */
  readonly byteSize: number;
  readonly expiresAt: Date;
}

/** How to upload: a request of this method to this address, with these headers and the file as its body. */
export interface SignedUpload {
  readonly url: string;
  readonly method: "PUT";
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Where files are kept. Keys are paths of lower-case letters, digits, hyphens and dots. One suite of tests says what
 * every store does here (test/media/objectStoreContract.ts). What cannot be reached makes a call reject, in bounded time.
 */
export interface ObjectStore {
  /** Stores an object whole, in place of an earlier one. */
  put(key: string, content: Uint8Array, contentType: string): Promise<void>;
  /** An object's content; the stream fails, or there is none, when there is no such object. */
  read(key: string): Promise<Readable>;
  /** How large an object is, in bytes; null when there is none. */
  byteSizeOf(key: string): Promise<number | null>;
  copy(from: string, to: string, contentType: string): Promise<void>;
  /** Removes an object; there need not be one. */
  delete(key: string): Promise<void>;
  /** Removes all objects whose keys begin with this and a slash. */
  deleteFolder(folder: string): Promise<void>;
  signUpload(terms: UploadTerms): Promise<SignedUpload>;
}

import { type Io, write } from '../../machine/io.ts';

/** What hinders a file from being written, by the code of the system. */
const WORDS: Record<string, string> = {
  EACCES: 'this user has no permission',
  EBUSY: 'something else holds it',
  EDQUOT: 'the quota of this user is used up',
  EFBIG: 'no file may be so large here',
  EIO: 'the disk reports an error',
  EISDIR: 'it is a directory',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'this process may open no more files',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'a part of the path is not there',
  ENOSPC: 'no space is left there',
  ENOTDIR: 'a part of the path is a file, not a directory',
  ENXIO: 'no process reads from it',
  EPERM: 'this user has no permission',
  EROFS: 'the file system can only be read',
  ETIMEDOUT: 'the process that reads from it accepts no data',
};

/** Why a file could not be written, in words and with the system's code. */
export function writeErrorReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!code) return message;
  return WORDS[code] ? `${WORDS[code]} (${code})` : code;
}

/** Reports a write failure on standard error; ignores a failure to write there: the exit status stays. */
export function complain(io: Io, text: string): Promise<void> {
  return write(io.stderr, `${text}\n`).catch(() => {});
}

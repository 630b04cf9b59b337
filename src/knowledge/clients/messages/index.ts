import { agents } from './agents.ts';
import { backends } from './backends.ts';
import { certificates } from './certificates.ts';
import { curl } from './curl.ts';
import { decoders } from './decoders.ts';
import { elixir } from './elixir.ts';
import { jvm } from './jvm.ts';
import { libraries } from './libraries.ts';
import type { Message } from './message.ts';
import { ownWords } from './own-words.ts';
import { programs } from './programs.ts';
import { resolvers } from './resolvers.ts';
import { sdks } from './sdks.ts';
import { servers } from './servers.ts';
import { transfers } from './transfers.ts';
import { unixLanguages } from './unix-languages.ts';
import { websockets } from './websockets.ts';
import { windowsLanguages } from './windows-languages.ts';

/** The messages of clients and of middleboxes, program by program. */
export const messages: Message[] = [
  ...[...programs, ...agents, ...servers, ...backends, ...sdks, ...ownWords],
  ...[
    ...libraries,
    ...transfers,
    ...resolvers,
    ...certificates,
    ...curl,
    ...elixir,
    ...jvm,
    ...windowsLanguages,
    ...unixLanguages,
    ...websockets,
  ],
  ...decoders,
];

import { curl } from './curl.ts';
import { decoders } from './decoders.ts';
import { elixir } from './elixir.ts';
import { jvm } from './jvm.ts';
import type { Message } from './message.ts';
import { websockets } from './websockets.ts';
import { windowsLanguages } from './windows-languages.ts';

/** What clients print, program by program. */
export const messages: Message[] = [...curl, ...decoders, ...elixir, ...jvm, ...websockets, ...windowsLanguages];

import type { InboundSink } from '../channels/channel.ts';
import type { Deps } from './deps.ts';
import { handleMessage } from './handle-message.ts';
import { keepFile } from './keep-file.ts';

/** Where all channels put what they read. */
export const createSink = (deps: Deps): InboundSink => ({
  receive: (message) => handleMessage(deps, message),
  storeFile: (file) => keepFile(deps, file),
  interacted: async () => undefined,
  closed: async () => undefined,
  receipt: async () => undefined,
  echoed: async () => undefined,
});

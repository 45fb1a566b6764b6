import { hostname } from 'node:os';
import { maxDocumentBytes } from '../collection.ts';
import { maxMessageBytes } from '../wire.ts';
import type { Command, CommandRequest } from './request.ts';

// Version 7.0: old enough for every command here to be complete, new enough for driver 7.
const version = '7.0.0';
const maxWireVersion = 21;

const handshakeFields = [
  'helloOk',
  'client',
  'compression',
  'saslSupportedMechs',
  'speculativeAuthenticate',
  'loadBalanced',
  'topologyVersion',
  'maxAwaitTimeMS',
  'hostInfo',
  'backpressure',
];

function hello({ name, state, connectionId }: CommandRequest) {
  return {
    helloOk: true,
    [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
    maxBsonObjectSize: maxDocumentBytes,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: 100_000,
    localTime: state.clock.now(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
  };
}

/** Commands that tell about the server. */
export const diagnosticCommands: Readonly<Record<string, Command>> = {
  hello: { fields: handshakeFields, run: hello },
  isMaster: { fields: handshakeFields, run: hello },
  ismaster: { fields: handshakeFields, run: hello },
  ping: { fields: [], run: () => ({}) },
  endSessions: { fields: [], run: () => ({}) },
  buildInfo: { fields: [], run: buildInfo },
  buildinfo: { fields: [], run: buildInfo },
  serverStatus: { fields: [], run: serverStatus },
};

// Only what tells which server this is; Mongoose's own tests learn the version here.
function serverStatus({ state }: CommandRequest) {
  return {
    host: hostname(),
    version,
    process: 'embedded',
    pid: process.pid,
    uptime: process.uptime(),
    localTime: state.clock.now(),
    storageEngine: { name: 'embedded' },
  };
}

function buildInfo() {
  return {
    version,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'embedded',
    modules: ['embedded'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: maxDocumentBytes,
    storageEngines: ['embedded'],
  };
}

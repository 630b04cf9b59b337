/**
 * Many servers in the shape of the API in one process: `node test/lab/servers/many-apis.js configs.json` takes a list of what `api.js` takes,
 * and prints `ready` once all of them listen.
 */
import { readFileSync } from 'node:fs';
import { serveApi } from './api.js';

await Promise.all(JSON.parse(readFileSync(process.argv[2], 'utf8')).map(serveApi));
console.log('ready');

// A line that takes its time: bytes arrive as late as they would from far away, in each direction.
//   node test/bench/relay.js '{"listen":{"host":"203.0.113.10","port":443},"to":{"host":"127.0.0.1","port":8443},"delayMs":40}'
import { connect, createServer } from 'node:net';

const { listen, to, delayMs } = JSON.parse(process.argv[2]);

/** In order, each piece `delayMs` after it came. */
function pass(from, into) {
  from.on('data', (piece) => setTimeout(() => into.write(piece), delayMs));
  from.on('end', () => setTimeout(() => into.end(), delayMs));
  from.on('error', () => into.destroy());
  from.on('close', () => setTimeout(() => into.destroy(), delayMs * 2));
}

createServer({ allowHalfOpen: true }, (near) => {
  const far = connect({ ...to, allowHalfOpen: true });
  pass(near, far);
  pass(far, near);
}).listen(listen.port, listen.host, () => console.log('ready'));

// One call with the SDK that CALL_WITH names, set by variables alone. Its outcome does not matter: who was asked is noted elsewhere.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.env.CALL_FROM, 'package.json'));

const calls = {
  openai: () => new (require('openai').default)({ maxRetries: 0 }).models.list(),
  '@langchain/openai': () => new (require('@langchain/openai').ChatOpenAI)({ model: 'm', maxRetries: 0 }).invoke('Hi'),
  '@ai-sdk/openai': () =>
    require('@ai-sdk/openai')
      .openai('m')
      .doGenerate({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] }),
};
await calls[process.env.CALL_WITH]().catch((error) => console.error(error.message));
process.exit(0);

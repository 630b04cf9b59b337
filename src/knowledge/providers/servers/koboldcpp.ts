import type { ProviderEntry } from '../entry.ts';

const PASSWORD: [string, ...string[]] = [
  'Use the password that KoboldCpp was started with (--password, or the Network tab of its launcher) as the key. Without one it takes any key.',
];

export const koboldcpp = {
  id: 'koboldcpp',
  name: 'KoboldCpp',
  aliases: ['kobold', 'koboldai'],
  kind: 'server',
  recognition: [
    { body: /"owned_by":\s?"koboldcpp"/, certainty: 'proved', source: 'LostRuins/koboldcpp koboldcpp.py, the list of models' },
    { port: 5001, path: /^\/v1$/, certainty: 'likely', source: 'LostRuins/koboldcpp koboldcpp.py, defaultport' },
    { host: /^koboldcpp(?:$|[.-])/, certainty: 'likely', source: 'the usual name of its container' },
    { log: /\bkoboldcpp\b/i, certainty: 'likely', source: 'LostRuins/koboldcpp' },
  ],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  steps: {
    'auth/incorrect-key': PASSWORD,
    'auth/invalid-authentication': PASSWORD,
    'config/key-placeholder': PASSWORD,
    'tcp/refused': [
      'Start KoboldCpp, and wait until its model is loaded: it listens on port 5001, or on the one of --port.',
      'If this is another machine, check that it was not started with --host 127.0.0.1.',
    ],
  },
} satisfies ProviderEntry;

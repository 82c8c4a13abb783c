// Makes a fresh clone ready, under Node.js 20 or newer: `npm run setup`.
import { SetupError, say } from './setup/say.mjs';
import { setup } from './setup/setup.mjs';

try {
  await setup();
  say('ready. Try "npm run demo", or "npm start".');
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}

import 'reflect-metadata';

import { openEmbedded } from '../embedded.js';

// The other process of tests: opens the home, says so, and closes when its standard input ends.
const [home = '', runtimeDir = ''] = process.argv.slice(2);
const database = await openEmbedded({ home, runtimeDir });
process.stdout.write('open\n');
process.stdin.on('end', () => void database.close()).resume();

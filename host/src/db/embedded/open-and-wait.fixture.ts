import { openEmbedded } from '../embedded.ts';

const [home = '', runtimeDir = ''] = process.argv.slice(2);
const database = await openEmbedded({ home, runtimeDir });
process.stdout.write('open\n');
process.stdin.on('end', () => database.close()).resume();

import 'reflect-metadata';

import { boot } from './boot/boot.js';

await boot();

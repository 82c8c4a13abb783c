import { definePlugin } from '@rollcall/core';

import { SalesforceConnector } from './connector.js';

export default definePlugin({ connector: SalesforceConnector });

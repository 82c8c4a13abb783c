import './styles/mantine.js';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

import { createRoot } from 'react-dom/client';

import { App } from './app/app.js';
import { lendNonce } from './app/nonce.js';

lendNonce();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);

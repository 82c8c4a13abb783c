import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useState } from 'react';
import { RouterProvider } from 'react-router';

import { ToastProvider } from '../components/toast.js';
import { colorSchemeManager } from './color-scheme.js';
import { pageNonce } from './nonce.js';
import { makeQueryClient } from './query-client.js';
import { makeRouter } from './router.js';
import { cssVariables, theme } from './theme.js';

/** The console: providers around the router. */
export function App() {
  const [manager] = useState(colorSchemeManager);
  const [client] = useState(makeQueryClient);
  const [router] = useState(makeRouter);
  return (
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={manager}
        defaultColorScheme="auto"
        getStyleNonce={pageNonce}
      >
        <QueryClientProvider client={client}>
          <ToastProvider>
            <RouterProvider router={router} />
          </ToastProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  );
}

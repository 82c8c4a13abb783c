import type { MantineColorSchemeManager } from '@mantine/core';

const key = 'rollcall-scheme';

/**
 * Remembers light, dark or the system's scheme in this browser, under the key that `scheme.js` reads
 * before the page is drawn. Without storage the choice lasts as long as the page.
 */
export function colorSchemeManager(): MantineColorSchemeManager {
  let stop: (() => void) | undefined;
  return {
    get: (fallback) => {
      const found = read();
      return found === 'light' || found === 'dark' || found === 'auto' ? found : fallback;
    },
    set: (value) => write(value),
    subscribe: (onUpdate) => {
      const listen = (event: StorageEvent) => {
        const { newValue } = event;
        if (event.key !== key) return;
        onUpdate(newValue === 'light' || newValue === 'dark' ? newValue : 'auto');
      };
      window.addEventListener('storage', listen);
      stop = () => window.removeEventListener('storage', listen);
    },
    unsubscribe: () => stop?.(),
    clear: () => write(null),
  };
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // storage may be switched off
    return null;
  }
}

function write(value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // storage may be switched off: the choice lasts as long as the page
  }
}

// Before anything is drawn: the scheme that was chosen, or the system's. A page of its own colour never flashes.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('rollcall-scheme');
  } catch {
    // storage may be switched off
  }
  const isDark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();

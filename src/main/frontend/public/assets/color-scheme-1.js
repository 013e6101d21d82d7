// Runs before the first paint, so that a dark page never flashes white. A file of its own, because the
// Content-Security-Policy allows no inline script. Its name carries a version: files in assets/ are cached for ever.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('lectern-color-scheme');
  } catch {
    // Storage is switched off: the system's choice holds.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();

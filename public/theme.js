// Runs before the first paint, so that a chosen theme doesn't flash. A file, for the content security policy allows no inline script.
// The key and its values are those of src/ui/theme.ts.
(() => {
  const theme = localStorage.getItem('redress.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
})();

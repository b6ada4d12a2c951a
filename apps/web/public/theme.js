// Before the first paint, so that a theme that is asked for or was chosen does not flash in the other one.
{
  const isTheme = (theme) => ["system", "light", "dark"].includes(theme);
  let theme = new URLSearchParams(location.search).get("theme");
  if (!isTheme(theme)) {
    try {
      theme = localStorage.getItem("bayplan-theme");
    } catch {
      // No storage here: the system's theme it is.
    }
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

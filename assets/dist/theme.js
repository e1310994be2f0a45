// Runs before the first paint, so that a dark screen never flashes white.
// A file of its own because the Content-Security-Policy allows no inline script.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("oms-theme");
  } catch {
    // Storage may be refused; the system's choice then holds.
  }
  if (choice !== "light" && choice !== "dark") {
    choice = matchMedia("(prefers-color-scheme: dark)").matches
      ? "dark"
      : "light";
  }
  document.documentElement.setAttribute("data-mantine-color-scheme", choice);
})();

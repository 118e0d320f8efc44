// The viewer's choice of light or dark, kept on this device; without one the system decides.
(function () {
  var root = document.documentElement;
  var names = { auto: "Otomatis", light: "Terang", dark: "Gelap" };
  function chosen() {
    try { return localStorage.getItem("tema") || "auto"; } catch (error) { return "auto"; }
  }
  function show() {
    var theme = chosen();
    if (theme === "auto") { root.removeAttribute("data-theme"); }
    else { root.setAttribute("data-theme", theme); }
    document.querySelectorAll("[data-theme-switch]").forEach(function (button) {
      var label = (window.innerWidth > 560 ? "Tampilan: " : "") + names[theme];
      button.setAttribute("aria-label", "Tampilan: " + names[theme]);
      if (button.textContent !== label) { button.textContent = label; } // or we would wake ourselves
    });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-theme-switch]");
    if (!button) { return; }
    var order = ["auto", "light", "dark"];
    try { localStorage.setItem("tema", order[(order.indexOf(chosen()) + 1) % 3]); } catch (error) { return; }
    show();
  });
  new MutationObserver(show).observe(root, { childList: true, subtree: true });
  show();
})();

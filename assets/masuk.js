// A personal link carries its key behind the #, which browsers send to nobody. It is put into the
// field of the form and taken out of the address, so that it stays in no history either.
(function () {
  var key = location.pathname === "/masuk" ? location.hash.slice(1) : "";
  if (!key) { return; }
  history.replaceState(null, "", location.pathname + location.search);
  function fill() {
    document.querySelectorAll('input[name="kunci"]').forEach(function (field) {
      if (!field.value && !field.dataset.filled) {
        field.value = key;
        field.dataset.filled = "1"; // once: what a person empties stays empty
      }
    });
  }
  new MutationObserver(fill).observe(document.documentElement, { childList: true, subtree: true });
  fill();
})();

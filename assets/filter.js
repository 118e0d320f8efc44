// Filters of what is already on the page: they hide, show, count, and write the address.
(function () {
  function items(form) {
    return document.querySelectorAll("#react-entry-point ." + form.dataset.filter + " [data-item]");
  }
  function apply(form) {
    var wanted = new URLSearchParams(new FormData(form)), shown = 0, all = items(form);
    all.forEach(function (item) {
      var fits = true;
      wanted.forEach(function (value, name) {
        var mine = item.getAttribute("data-" + name);
        if (value && mine !== null && mine.split(" ").indexOf(value) < 0) { fits = false; }
      });
      item.hidden = !fits;
      if (fits) { shown += 1; }
    });
    // What was asked for may lie in the folded rest of the list.
    if ([...form.querySelectorAll("select")].some(function (each) { return each.value; })) {
      document.querySelectorAll("#react-entry-point ." + form.dataset.filter + " details.rest")
        .forEach(function (fold) { fold.open = true; });
    }
    var told = form.querySelector("output");
    if (told) { told.textContent = shown + " dari " + all.length; }
  }
  document.addEventListener("change", function (event) {
    var form = event.target.closest && event.target.closest("form[data-filter]");
    if (!form) { return; }
    var address = new URL(location.href);
    new FormData(form).forEach(function (value, name) {
      if (value) { address.searchParams.set(name, value); } else { address.searchParams.delete(name); }
    });
    if (event.target.dataset.asks) { location.assign(address); return; }
    history.replaceState(history.state, "", address);
    apply(form);
  });
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-filter]")) { event.preventDefault(); apply(event.target); }
  });
})();

// A tap on a number opens its origin over the page; the day that is shown stays with every address.
(function () {
  function dialog() {
    var made = document.querySelector("dialog.origin");
    if (made) { return made; }
    made = document.createElement("dialog");
    made.className = "origin";
    made.setAttribute("aria-label", "Asal angka");
    made.addEventListener("click", function (event) {
      if (event.target === made || event.target.closest("[data-close]")) { made.close(); }
    });
    document.body.appendChild(made);
    return made;
  }
  function show(html) {
    var main = new DOMParser().parseFromString(html, "text/html").querySelector("#first main");
    if (!main) { return false; }
    var box = dialog(), close = document.createElement("button");
    close.type = "button";
    close.textContent = "Tutup";
    close.setAttribute("data-close", "1");
    box.replaceChildren(close, ...main.children);
    if (!box.open) { box.showModal(); }
    box.scrollTop = 0;
    return true;
  }
  document.addEventListener("click", function (event) {
    var number = event.target.closest && event.target.closest("a.asal");
    if (!number || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    event.stopPropagation();
    fetch(number.href, { credentials: "same-origin" })
      .then(function (answer) { return answer.text(); })
      .then(function (html) { if (!show(html)) { location.assign(number.href); } })
      .catch(function () { location.assign(number.href); });
  }, true);

  // Setting the day keeps the filters and the area that the address holds.
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("form[data-day]")) { return; }
    event.preventDefault();
    go(event.target.elements.pada.value);
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest("[data-now]")) { return; }
    event.preventDefault();
    go("");
  });
  function go(day) {
    var address = new URL(location.href);
    if (day) { address.searchParams.set("pada", day); } else { address.searchParams.delete("pada"); }
    location.assign(address);
  }
})();

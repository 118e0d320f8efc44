// One search box over everything that has a name: opened by a tap or the / key, tolerant of typing
// errors, without a page load. The list and the library (assets/ufuzzy, MIT) come at first use.
(function () {
  var entries = null, words = null, fuzzy = null, found = [], at = -1, box, input, list, told;

  function build() {
    box = document.createElement("dialog");
    box.className = "finder";
    box.setAttribute("aria-label", "Cari");
    box.innerHTML =
      '<div class="finder-head"><input type="search" role="combobox" aria-label="Cari indikator, wilayah, SKPD, program" ' +
      'aria-expanded="true" aria-controls="finder-list" aria-autocomplete="list" autocomplete="off" ' +
      'placeholder="Indikator, wilayah, SKPD, program" spellcheck="false">' +
      '<button type="button" class="quiet">Tutup</button></div>' +
      '<ul id="finder-list" role="listbox" aria-label="Hasil"></ul><p class="soft" role="status"></p>';
    document.body.appendChild(box);
    input = box.querySelector("input");
    list = box.querySelector("ul");
    told = box.querySelector("p");
    input.addEventListener("input", search);
    input.addEventListener("keydown", keys);
    box.querySelector("button").addEventListener("click", function () { box.close(); });
    box.addEventListener("click", function (event) {
      var row = event.target.closest("li");
      if (event.target === box) { box.close(); }
      if (row) { go(Number(row.dataset.at)); }
    });
  }
  function open() {
    if (!box) { build(); }
    if (!box.open) { box.showModal(); }
    input.select();
    if (entries) { search(); return; }
    told.textContent = "Memuat daftar…";
    Promise.all([library(), fetch(document.body.dataset.findList).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.json();
    })]).then(function (both) {
      entries = both[1];
      words = entries.map(function (entry) { return plain(entry[1] + " " + entry[2]); });
      fuzzy = new window.uFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
      search();
    }).catch(function () {
      told.textContent = "Daftar belum dapat dimuat. Periksa sambungan, lalu ketik lagi.";
    });
  }
  function library() {
    if (window.uFuzzy) { return Promise.resolve(); }
    return new Promise(function (ready, failed) {
      var script = document.createElement("script");
      script.src = document.body.dataset.findLibrary;
      script.onload = ready;
      script.onerror = failed;
      document.head.appendChild(script);
    });
  }
  function plain(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }

  function search() {
    if (!entries) { if (input.value) { open(); } return; }
    var asked = plain(input.value.trim());
    found = [];
    if (asked) {
      var result = fuzzy.search(words, asked, 1, 2000), order = result[2];
      found = order ? order.map(function (place) { return result[1].idx[place]; }) : (result[0] || []);
    }
    found = placesFirst(found.slice(0, 12));
    at = found.length ? 0 : -1;
    list.replaceChildren.apply(list, found.map(row));
    told.textContent = !asked ? "Ketik sebagian nama; salah ketik satu huruf tetap ditemukan."
      : found.length ? found.length + " hasil teratas; panah untuk memilih, Enter untuk membuka."
      : "Tidak ada yang cocok. Coba kata yang lebih pendek.";
    mark();
  }
  // A kecamatan is a place and an agency of the same name: who asks for it means the place.
  function placesFirst(order) {
    return order.slice().sort(function (one, other) {
      var same = entries[one][1] === entries[other][1];
      return same ? (entries[one][0] === "SKPD") - (entries[other][0] === "SKPD") : 0;
    });
  }
  function row(index, place) {
    var entry = entries[index], made = document.createElement("li"), name = document.createElement("span");
    made.id = "finder-" + place;
    made.dataset.at = place;
    made.setAttribute("role", "option");
    name.textContent = entry[1];
    var more = document.createElement("span");
    more.className = "soft";
    more.textContent = entry[0] + (entry[2] ? " · " + entry[2] : "");
    made.append(name, more);
    return made;
  }
  function mark() {
    list.querySelectorAll("li").forEach(function (each, place) {
      each.setAttribute("aria-selected", place === at ? "true" : "false");
      if (place === at) { each.scrollIntoView({ block: "nearest" }); }
    });
    if (at < 0) { input.removeAttribute("aria-activedescendant"); }
    else { input.setAttribute("aria-activedescendant", "finder-" + at); }
  }
  function keys(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length) { at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length; }
      mark();
    } else if (event.key === "Escape") {
      box.close();  // a search field would only empty itself
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (at >= 0) { go(at); }
    }
  }
  function go(place) {
    var target = new URL(entries[found[place]][3], location.origin);
    var day = new URLSearchParams(location.search).get("pada");
    if (day) { target.searchParams.set("pada", day); }
    box.close();
    history.pushState({}, "", target);  // as dcc.Link does: Dash asks for the page's own data only
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-find]")) { open(); }
  });
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest && event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); open(); }
  });
})();

// Search, filter and sort the list of data sets. Without this script the whole list stands there, worst first.
(function () {
  "use strict";
  var table = document.getElementById("list-table");
  var tools = document.getElementById("list-tools");
  if (!table || !tools) { return; }
  var search = tools.querySelector("input");
  var filter = tools.querySelector("#list-status");
  var partner = tools.querySelector("#list-partner");
  var output = tools.querySelector("output");
  var reset = tools.querySelector("button");
  var bodies = Array.prototype.slice.call(table.tBodies);
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var rows = [];
  var numbers = new Intl.NumberFormat(document.documentElement.lang);
  var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  bodies.forEach(function (body) {
    Array.prototype.forEach.call(body.rows, function (row) {
      if (!row.classList.contains("group")) {
        rows.push({ row: row, body: body, text: null, code: row.querySelector(".st").dataset.o,
          by: row.cells[1].dataset.by, shown: true });
      }
    });
  });

  function apply() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var wanted = filter.value;
    var owed = partner.value;
    var shown = 0;
    var alive = new Set();
    rows.forEach(function (item) {
      if (item.text === null) { item.text = item.row.textContent.toLowerCase(); }
      item.shown = (wanted === "" || item.code === wanted) && (owed === "" || item.by === owed) &&
        words.every(function (word) { return item.text.indexOf(word) >= 0; });
      item.row.hidden = !item.shown;
      if (item.shown) { shown += 1; alive.add(item.body); }
    });
    bodies.forEach(function (body) { body.hidden = !alive.has(body); });
    var whole = shown === rows.length;
    output.textContent = output.dataset.words
      .replace("{count}", numbers.format(shown)).replace("{total}", numbers.format(rows.length));
    tools.classList.toggle("filtered", !whole);
  }

  function key(item, column) {
    var cell = item.row.cells[column];
    return cell.dataset.o === undefined ? cell.textContent : cell.dataset.o;
  }

  // Sorting sorts within each area, so the headings of the areas stay true.
  function sort(column, down) {
    var sorted = rows.map(function (item) { return { item: item, key: key(item, column) }; });
    sorted.sort(function (a, b) { return (down ? -1 : 1) * collator.compare(a.key, b.key); });
    sorted.forEach(function (entry) { entry.item.body.appendChild(entry.item.row); });
    heads.forEach(function (head, index) {
      if (index === column) { head.setAttribute("aria-sort", down ? "descending" : "ascending"); }
      else { head.removeAttribute("aria-sort"); }
    });
  }

  heads.forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = tools.dataset.sort.replace("{column}", head.textContent);
    button.addEventListener("click", function () { sort(column, head.getAttribute("aria-sort") === "ascending"); });
    head.textContent = "";
    head.appendChild(button);
  });

  Array.prototype.forEach.call(document.querySelectorAll("a[data-partner]"), function (link) {
    link.addEventListener("click", function () {
      search.value = ""; filter.value = ""; partner.value = link.dataset.partner; apply();
    });
  });

  // A link to a row that the filter hides shows it again.
  window.addEventListener("hashchange", function () {
    var goal = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (goal && goal.hidden) { clear(); goal.scrollIntoView(); }
  });

  function clear() { search.value = ""; filter.value = ""; partner.value = ""; apply(); }
  search.addEventListener("input", apply);
  filter.addEventListener("change", apply);
  partner.addEventListener("change", apply);
  reset.addEventListener("click", clear);
  tools.hidden = false;
  apply();
})();

"use strict";
(() => {
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đð]/g, "d").replace(/[^\p{L}\p{N}]/gu, "");
  const table = document.querySelector("table.provinces");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  const collator = new Intl.Collator("vi");

  const search = () => {
    const wanted = fold(field.value);
    const shown = new Set();
    for (const row of rows) {
      row.hidden = !row.dataset.search.includes(wanted);
      if (!row.hidden) shown.add(row.dataset.area);
    }
    for (const tile of document.querySelectorAll(".tiles > li")) {
      tile.classList.toggle("dim", !shown.has(tile.dataset.area));
    }
    found.textContent = wanted ? found.dataset.text.replace("{count}", shown.size).replace("{all}", rows.length) : "";
  };

  const compare = (a, b, sign) => {
    // What is not known stays at the end, whichever way the rest is sorted.
    if (a === "" || b === "") return (a === "") - (b === "");
    const numbers = !isNaN(a) && !isNaN(b);
    return sign * (numbers ? a - b : collator.compare(a, b));
  };

  const sort = (column, header) => {
    const ascending = header.ariaSort === "descending" || (header.ariaSort === "none" && !header.classList.contains("num"));
    for (const other of table.tHead.rows[0].cells) if (other.ariaSort) other.ariaSort = "none";
    header.ariaSort = ascending ? "ascending" : "descending";
    const keys = new Map(rows.map(row => [row, row.cells[column].dataset.key]));
    body.append(...[...rows].sort((a, b) => compare(keys.get(a), keys.get(b), ascending ? 1 : -1)));
  };

  [...table.tHead.rows[0].cells].forEach((header, column) => {
    if (column === table.tHead.rows[0].cells.length - 1) return;
    const button = document.createElement("button");
    button.type = "button";
    button.title = table.dataset.sort;
    button.append(...header.childNodes);
    header.append(button);
    header.ariaSort = "none";
    button.addEventListener("click", () => sort(column, header));
  });
  field.form.hidden = false;
  field.form.addEventListener("submit", event => event.preventDefault());
  field.addEventListener("input", search);
  if (field.value) search();
})();

(() => {
  // All of the page can be read without this: it saves selecting a sentence, and shows a point's words
  // to fingers and to the keyboard, which no tooltip of the browser does.
  const said = document.getElementById("said");
  const say = text => { said.textContent = ""; setTimeout(() => { said.textContent = text; }, 50); };

  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.body.appendChild(document.createElement("textarea"));
      box.value = text;
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    const name = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(document.getElementById(button.dataset.copy).textContent);
      button.focus();
      button.textContent = said.dataset.copied;
      say(said.dataset.copied);
      setTimeout(() => { button.textContent = name; }, 2500);
    });
  }

  // Browsers that do not open a closed part for a link into it.
  const reveal = () => {
    const aim = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = aim && aim.closest("details:not([open])"); part; part = part.parentElement.closest("details:not([open])")) {
      part.open = true;
      aim.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();

  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").replace(/[^\p{L}\p{N}]/gu, "");
  for (const form of document.querySelectorAll(".row-filter")) {
    const tables = [...document.querySelectorAll(`[id^="${form.dataset.tables}"]`)];
    const rows = tables.flatMap(table => [...table.querySelectorAll("tbody tr")]);
    const [field] = form.elements, count = form.querySelector("output");
    form.hidden = false;
    form.addEventListener("submit", event => event.preventDefault());
    field.addEventListener("input", () => {
      const wanted = fold(field.value);
      for (const row of rows) row.hidden = !fold(row.cells[0].textContent).includes(wanted);
      for (const table of tables) table.hidden = !table.querySelector("tbody tr:not([hidden])");
      count.textContent = wanted ? `${rows.filter(row => !row.hidden).length} / ${rows.length}` : "";
    });
  }

  const tip = document.body.appendChild(document.createElement("div"));
  tip.className = "tip";
  tip.hidden = true;
  tip.ariaHidden = "true";
  let shown = null, finger = false;
  const hide = () => { tip.hidden = true; shown = null; };
  const nameOf = link => link.querySelector("title").textContent;
  const show = (link, more = "") => {
    shown = link;
    tip.textContent = nameOf(link) + more;
    tip.hidden = false;
    const point = link.getBoundingClientRect(), middle = point.left + point.width / 2 - tip.offsetWidth / 2;
    const above = point.top - tip.offsetHeight - 8;
    tip.style.left = Math.max(8, Math.min(middle, document.documentElement.clientWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top = (above < 8 ? point.bottom + 8 : above) + "px";
  };
  for (const link of document.querySelectorAll(".chart-panel a:has(> title)")) {
    link.addEventListener("pointerdown", event => { finger = event.pointerType === "touch"; });
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(link); });
    link.addEventListener("blur", hide);
    link.addEventListener("click", event => {
      if (!finger || shown === link) return hide();
      event.preventDefault();
      show(link, "\n" + said.dataset.tap);
    });
  }
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", event => { if (!event.target.closest(".chart-panel a, .tip")) hide(); });
  addEventListener("scroll", () => { if (shown) show(shown, tip.textContent.slice(nameOf(shown).length)); }, true);
})();

// Shows HTML and tells the kernel which source its reader points at. Runs in JupyterLab, needs nothing from the network.
const SOURCE = "#src-";

function aim(event) {
  const link = event.target.closest ? event.target.closest("a") : null;
  const href = link ? link.getAttribute("href") || link.getAttribute("xlink:href") || "" : "";
  return href.startsWith("#") ? href : "";
}

export default {
  render({ model, el }) {
    el.classList.add("baophu");
    const shown = document.createElement("div");
    const card = document.createElement("div");
    card.className = "baophu-card";
    card.setAttribute("role", "status");
    el.append(shown, card);

    const show = () => { shown.innerHTML = model.get("html"); };
    const tell = () => {
      card.innerHTML = model.get("card");
      card.hidden = !model.get("card");
    };
    const ask = (event) => {
      const href = aim(event);
      if (!href) return;
      // The address bar belongs to JupyterLab.
      if (event.type === "click") event.preventDefault();
      if (!href.startsWith(SOURCE)) return;
      const claim = href.slice(SOURCE.length);
      if (claim !== model.get("asked")) {
        model.set("asked", claim);
        model.save_changes();
      }
    };
    for (const type of ["click", "mouseover", "focusin"]) shown.addEventListener(type, ask);
    model.on("change:html", show);
    model.on("change:card", tell);
    show();
    tell();
    return () => {
      model.off("change:html", show);
      model.off("change:card", tell);
    };
  },
};

// Shows HTML and sends the kernel the claim that the user points at. Runs in JupyterLab, without network access.
const SOURCE = "#src-";

function linkTarget(event) {
  const link = event.target.closest ? event.target.closest("a") : null;
  const href = link ? link.getAttribute("href") || link.getAttribute("xlink:href") || "" : "";
  return href.startsWith("#") ? href : "";
}

export default {
  render({ model, el }) {
    el.classList.add("baophu");
    const content = document.createElement("div");
    const card = document.createElement("div");
    card.className = "baophu-card";
    card.setAttribute("role", "status");
    el.append(content, card);

    const showContent = () => { content.innerHTML = model.get("html"); };
    const showCard = () => {
      card.innerHTML = model.get("card");
      card.hidden = !model.get("card");
    };
    const sendClaim = (event) => {
      const href = linkTarget(event);
      if (!href) return;
      // Keep the address bar unchanged: it is JupyterLab's.
      if (event.type === "click") event.preventDefault();
      if (!href.startsWith(SOURCE)) return;
      const claim = href.slice(SOURCE.length);
      if (claim !== model.get("claim_id")) {
        model.set("claim_id", claim);
        model.save_changes();
      }
    };
    for (const type of ["click", "mouseover", "focusin"]) content.addEventListener(type, sendClaim);
    model.on("change:html", showContent);
    model.on("change:card", showCard);
    showContent();
    showCard();
    return () => {
      model.off("change:html", showContent);
      model.off("change:card", showCard);
    };
  },
};

// A frame of another site loads after a click. Before that, nothing is requested from that site.
for (const template of document.querySelectorAll(".vp-kader > template")) {
  const box = template.parentElement, panel = box.querySelector(":scope > .laden");
  panel.hidden = false;
  panel.querySelector("button").addEventListener("click", () => {
    const frame = template.content.firstElementChild.cloneNode();
    // Until the other site has answered, the frame is an empty document, whose focus is lost when the
    // answer replaces it. The box has the focus until then. A visitor who has moved on keeps their place.
    frame.addEventListener("load", () => {
      if (document.activeElement === box) frame.focus();
      box.removeAttribute("tabindex");
    }, { once: true });
    box.classList.add("geladen");
    panel.remove();
    box.prepend(frame);
    box.tabIndex = -1;
    box.focus();
  });
}

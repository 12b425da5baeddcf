// A frame of another site loads after a click. Before that, nothing is requested from that site.
for (const template of document.querySelectorAll(".vp-kader > template")) {
  const box = template.parentElement, panel = box.querySelector(":scope > .laden");
  panel.hidden = false;
  panel.querySelector("button").addEventListener("click", () => {
    const frame = template.content.firstElementChild.cloneNode();
    // What has the focus is the empty document in the frame, until the other site replaces it.
    frame.addEventListener("load", () => {
      if (document.activeElement !== frame) return;
      frame.blur();
      frame.focus();
    }, { once: true });
    box.classList.add("geladen");
    panel.remove();
    box.prepend(frame);
    frame.focus();
  });
}

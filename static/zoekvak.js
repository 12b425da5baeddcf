// On every page: the key "/" leads to the search box. It does nothing within a field, or together with another key.
document.addEventListener("keydown", event => {
  const inField = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || inField) return;
  const box = document.querySelector("input[type=search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

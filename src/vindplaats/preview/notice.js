// Lets an editor put the errors aside and call them back, and makes room below the page for what the preview adds.
//
// Without this script the errors and the bar are there too, with room for the usual sizes.
(() => {
  'use strict';

  const ASIDE = 'vindplaats-opzij';
  const OPEN = 'vindplaats-open';
  const root = document.documentElement;
  const sizes = new ResizeObserver(makeRoom);
  let errors, mark, bar;

  function find() {
    [errors, mark, bar] = ['vp-fouten', 'vp-fouten-teken', 'vp-balk'].map((id) => document.getElementById(id));
    sizes.disconnect();
    for (const element of [errors, mark, bar]) {
      if (!element) continue;
      // Outside the body, nothing that the site says of its body or of the children of it applies. After the body, the
      // first link of the page remains the first for keyboards.
      root.append(element);
      sizes.observe(element);
    }
    if (errors) {
      const button = errors.querySelector('.vp-opzij');
      button.hidden = false;
      button.addEventListener('click', putAside);
      mark.querySelector('button').addEventListener('click', callBack);
      show(remembered(ASIDE) !== errors.dataset.vpFouten);
    } else {
      remember(ASIDE, ''); // so that the same errors, once they are back, are shown
    }
    keepOpen(bar?.querySelector('details'));
    makeRoom();
  }

  function show(isShown) {
    errors.hidden = !isShown;
    mark.hidden = isShown;
  }

  // The warnings of a page stay open while its editor mends them one by one, although every change reloads the page.
  function keepOpen(warnings) {
    if (!warnings) return;
    warnings.open = remembered(OPEN) === location.pathname;
    warnings.addEventListener('toggle', () => remember(OPEN, warnings.open ? location.pathname : ''));
  }

  // The errors stay aside on every page of this tab, until they change.
  function putAside() {
    remember(ASIDE, errors.dataset.vpFouten);
    const hadFocus = errors.contains(document.activeElement);
    show(false);
    if (hadFocus) mark.querySelector('button').focus();
  }

  function callBack() {
    remember(ASIDE, '');
    show(true);
    errors.focus();
  }

  function remember(key, value) {
    try {
      sessionStorage.setItem(key, value);
    } catch {
      // The browser keeps no data of this page. Then the next page shows what it shows at first.
    }
  }

  function remembered(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  // The height of the bar first, since the errors are lower by as much.
  function makeRoom() {
    root.style.setProperty('--vp-balk-hoogte', `${heightOf(bar)}px`);
    root.style.setProperty('--vp-ruimte', `${heightOf(errors) + heightOf(bar)}px`);
  }

  function heightOf(element) {
    return element ? element.getBoundingClientRect().height : 0;
  }

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || !errors || errors.hidden) return;
    if (document.querySelector('dialog:modal')) return; // Escape is for that
    putAside();
  });
  document.addEventListener('vp-vernieuwd', find); // live.js replaced what the preview says
  find();
})();

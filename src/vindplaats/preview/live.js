// Keeps a page of the preview up to date while its editor writes (`vindplaats serve`).
//
// livereload says when to look, and reconnects. What to do is decided here and nowhere else: this is a plugin that
// answers every message of livereload. It asks for the page again and compares the version of that answer with the one
// that it shows (preview/versions.py). So it does the right thing whatever it has missed, such as a stop of the preview.
(() => {
  'use strict';

  const PLACE = 'vindplaats-plek';
  const STOPPED = 'vp-gestopt';
  const OURS = '.vp-vv'; // what the preview adds to a page
  const own = document.currentScript;
  let shown = versionIn(own);
  let isConnected = false;
  let isLeaving = false;
  let isLooking = false;
  let mustLookAgain = false;
  const outgoing = new WeakSet(); // style sheets that will be removed once their successor is loaded

  function versionIn(script) {
    return JSON.parse(script.dataset.vpVersie);
  }

  // Looks once more if a message comes meanwhile, since the answer may be older than that message.
  async function look() {
    mustLookAgain = true;
    if (isLooking) return;
    isLooking = true;
    try {
      while (mustLookAgain && !isLeaving) {
        mustLookAgain = false;
        await compare();
      }
    } catch {
      // The preview stopped. Once it is back, livereload connects, and we look again.
    } finally {
      isLooking = false;
    }
  }

  async function compare() {
    const answer = await fetch(location.href.split('#')[0], { cache: 'no-store' });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const script = fresh.querySelector('script[data-vp-versie]');
    if (!script || isLeaving) return;
    const now = versionIn(script);
    if (shown.isThere && !now.isThere && now.hasSite) return follow();
    const changed = new Map(Object.entries(now.files).filter(([path, version]) => shown.files[path] !== version));
    if (now.page !== shown.page || [...changed.keys()].some((path) => /\.m?js$/i.test(path))) return reload();
    renewStyles(changed);
    renewPictures(changed);
    if (now.notices !== shown.notices) renewNotices(fresh);
    shown = { ...now, digest: now.digest || shown.digest }; // the file may be gone while errors keep the page
  }

  function reload() {
    keepPlace(location.pathname);
    isLeaving = true;
    location.reload();
  }

  // Leads from a page that is gone to its successor.
  async function follow() {
    const known = new URLSearchParams({ address: decoded(location.pathname), file: shown.file, digest: shown.digest });
    const answer = await fetch(`${folder()}opvolger?${known}`, { cache: 'no-store' });
    const address = await answer.text();
    if (!answer.ok || isLeaving) return;
    keepPlace(address);
    isLeaving = true;
    location.replace(address);
  }

  function folder() {
    return new URL('.', own.src).pathname;
  }

  function keepPlace(path) {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify({ path, left: scrollX, top: scrollY }));
    } catch {
      // The browser keeps no data of this page. Then it scrolls as it does by itself.
    }
  }

  function returnToPlace() {
    try {
      const place = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
      if (place && place.path === location.pathname) {
        scrollTo({ left: place.left, top: place.top, behavior: 'instant' });
      }
    } catch {
      // See above.
    }
  }

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  // The address that loads the new version of a file, or the same address if that file did not change.
  function renewed(address, changed) {
    const full = new URL(address, document.baseURI);
    const version = full.origin === location.origin && changed.get(decoded(full.pathname));
    return version === undefined || version === false ? address : `${full.pathname}?vp=${version || 'weg'}`;
  }

  function renewStyles(changed) {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"][href]')) {
      const address = renewed(link.href, changed);
      if (address === link.href || outgoing.has(link)) continue;
      const copy = link.cloneNode();
      copy.href = address;
      outgoing.add(link);
      for (const event of ['load', 'error']) copy.addEventListener(event, () => link.remove());
      link.after(copy);
    }
  }

  function renewPictures(changed) {
    for (const icon of document.querySelectorAll('link[rel~="icon"][href]')) renewAttribute(icon, 'href', changed);
    for (const element of document.querySelectorAll('img, source, video, input[type="image"]')) {
      for (const name of ['srcset', 'src', 'poster']) renewAttribute(element, name, changed);
    }
  }

  function renewAttribute(element, name, changed) {
    const value = element.getAttribute(name);
    if (!value) return;
    const fresh = value.replace(/[^\s,]\S*[^\s,]|[^\s,]/g, (address) => {
      try {
        return renewed(address, changed);
      } catch {
        return address;
      }
    });
    if (fresh !== value) element.setAttribute(name, fresh);
  }

  // Replaces what the preview says about the page and the last build. An editor who goes through the errors stays there.
  function renewNotices(fresh) {
    const place = placeInErrors();
    const focused = focusedPart();
    for (const element of document.querySelectorAll(OURS)) element.remove();
    const added = [...fresh.querySelectorAll(OURS)].map((element) => document.importNode(element, true));
    document.body.prepend(...added);
    document.dispatchEvent(new Event('vp-vernieuwd'));
    if (place) returnToError(place);
    if (focused) document.querySelector(focused)?.focus({ preventScroll: true });
  }

  // The first error in view, unless that is the first of all.
  function placeInErrors() {
    const items = [...document.querySelectorAll('#vp-fouten li')];
    const index = items.findIndex((item) => belowHead(item) + item.offsetHeight > 1);
    return index > 0 ? { index, text: withoutPlace(items[index]) } : null;
  }

  // Shows that error in the same place, or the next one if it was fixed. The sizes of the errors that come into view are
  // known only a frame later (`content-visibility`).
  function returnToError({ index, text }, frames = 2) {
    const items = [...document.querySelectorAll('#vp-fouten li')];
    const item = items.find((one) => withoutPlace(one) === text) || items[Math.min(index, items.length - 1)];
    if (!item) return;
    item.closest('#vp-fouten').scrollTop += belowHead(item);
    if (frames) requestAnimationFrame(() => returnToError({ index, text }, frames - 1));
  }

  // What an error says, without the line and column, which change when an error above it is fixed.
  function withoutPlace(item) {
    return item.textContent.replace(/:\d+:\d+/, '');
  }

  function belowHead(item) {
    const head = item.closest('#vp-fouten').querySelector('.vp-kop');
    return item.getBoundingClientRect().top - head.getBoundingClientRect().bottom;
  }

  // A selector of the element that has the focus, if the preview added it.
  function focusedPart() {
    const element = document.activeElement;
    const part = element?.closest(OURS);
    return part && (part.id === 'vp-fouten' ? '#vp-fouten' : `#${part.id} ${element.localName}`);
  }

  function showStopped() {
    if (document.getElementById(STOPPED)) return;
    const notice = document.createElement('p');
    notice.id = STOPPED;
    notice.lang = 'nl';
    notice.setAttribute('role', 'alert');
    notice.textContent =
      'De voorvertoning is gestopt. Start haar weer met dezelfde opdracht; dan gaat deze pagina verder.';
    document.documentElement.append(notice); // outside the body, which the site may hide or move
  }

  // A browser that leaves a page may disconnect before it says that it leaves.
  document.addEventListener('LiveReloadDisconnect', () => {
    isConnected = false;
    setTimeout(() => {
      if (!isConnected && !isLeaving) showStopped();
    }, 200);
  });
  document.addEventListener('LiveReloadConnect', () => {
    isConnected = true;
    document.getElementById(STOPPED)?.remove();
  });
  addEventListener('pagehide', () => { isLeaving = true; });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    isLeaving = false;
    look();
  });

  window.LiveReloadPluginVindplaats = class {
    static identifier = 'vindplaats';
    static version = '1';
    reload() {
      look();
      return true; // so that livereload itself does nothing
    }
  };

  returnToPlace();
  const livereload = document.createElement('script');
  const { hostname, port } = location; // livereload itself does not read the host of an IPv6 address
  livereload.src = `/livereload.js?host=${hostname}&port=${port || 80}&mindelay=200&maxdelay=1000`;
  livereload.addEventListener('error', showStopped);
  document.head.append(livereload);
})();

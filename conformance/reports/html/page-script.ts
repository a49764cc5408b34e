/**
 * What a page does: filters whose state is in the address, links that open what they lead to, copying, and printing what
 * is shown with the failures opened. Plain JavaScript for browsers; without it everything is shown.
 */
export const PAGE_SCRIPT = `
'use strict';
(() => {
  const form = document.querySelector('form.filters');
  const items = [...document.querySelectorAll('[data-item]')];
  const count = form.querySelector('output');
  const noMatch = document.querySelector('.no-match');
  const checked = (name) => [...form.querySelectorAll('input[name="' + name + '"]:checked')].map((box) => box.value);
  const wanted = (name, value) => { const list = checked(name); return list.length === 0 || value.split(' ').some((one) => list.includes(one)); };

  function show() {
    const words = form.elements.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const { status, level, text, differs } = item.dataset;
      const fits = wanted('status', status) && wanted('level', level) && wanted('differs', differs || '') &&
        words.every((word) => text.includes(word));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown + ' of ' + items.length + ' shown';
    noMatch.hidden = shown > 0;
  }

  function write() {
    const state = new URLSearchParams();
    for (const name of ['status', 'level', 'differs']) {
      const list = checked(name);
      if (list.length > 0) state.set(name, list.join(' '));
    }
    if (form.elements.text.value !== '') state.set('text', form.elements.text.value);
    const open = [...document.querySelectorAll('details.item[open]')].map((one) => one.id);
    if (open.length > 0 && open.length <= 20) state.set('open', open.join(' '));
    const hash = state.toString();
    history.replaceState(null, '', hash === '' ? location.pathname + location.search : '#' + hash);
  }

  function read() {
    const hash = location.hash.slice(1);
    const target = hash.includes('=') ? null : document.getElementById(decode(hash));
    if (target) return reveal(target);
    const state = new URLSearchParams(hash);
    for (const box of form.querySelectorAll('input[type=checkbox]'))
      box.checked = (state.get(box.name) || '').split(' ').includes(box.value);
    form.elements.text.value = state.get('text') || '';
    show();
    const open = (state.get('open') || '').split(' ').map((id) => document.getElementById(id)).filter(Boolean);
    for (const one of open) { one.open = true; unfold(one); }
    if (open.length > 0) open[0].scrollIntoView();
  }

  function decode(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  function unfold(item) {
    const around = item.closest('details.consequences');
    if (around) around.open = true;
  }

  function reveal(target) {
    show();
    target.hidden = false;
    unfold(target);
    target.open = true;
    target.scrollIntoView();
    const summary = target.querySelector('summary');
    if (summary) summary.focus({ preventScroll: true });
  }

  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(source);
      button.textContent = document.execCommand('copy') ? 'Copied' : 'Selected: press Ctrl+C';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 2500);
  }

  for (const hidden of document.querySelectorAll('[data-script]')) hidden.hidden = false;
  form.addEventListener('input', () => { show(); write(); });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => { show(); write(); }));
  addEventListener('hashchange', read);
  document.addEventListener('toggle', (event) => { if (event.target.matches('details.item')) write(); }, true);
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-copy]');
    if (button) copy(button);
  });
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details.item:not([open]):not([hidden])[data-print], details.consequences:not([open])')];
    for (const one of opened) one.open = true;
  });
  addEventListener('afterprint', () => { for (const one of opened) one.open = false; });
  read();
})();
`;

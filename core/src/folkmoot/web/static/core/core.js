// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
// Small behaviours every page shares. No dependency; ES2018 modules, so very old browsers keep the plain HTML.
const live = document.getElementById('live');
const closest = (event, selector) => event.target.closest && event.target.closest(selector);

/** Say something through the page's one live region. Emptied first, so that the same words are said again. */
export function say(text) {
  live.textContent = '';
  setTimeout(() => { live.textContent = text; }, 60);
}

// Filters and the main menu are folded on a phone and open beside the content.
for (const details of document.querySelectorAll('details[data-open-from]')) {
  const wide = matchMedia('(min-width:' + details.dataset.openFrom + ')');
  const follow = () => { details.open = wide.matches; };
  follow();
  wide.addEventListener ? wide.addEventListener('change', follow) : wide.addListener(follow);
}

// Esc closes an open menu and gives the focus back to its button; a click elsewhere closes it too.
addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && closest(event, 'details.mainnav[open],details.menu[open]');
  if (!menu || getComputedStyle(menu.firstElementChild).display === 'none') return;
  menu.open = false;
  menu.firstElementChild.focus();
});
addEventListener('click', event => {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
});
addEventListener('focusin', event => {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
});

// aria-disabled buttons stay focusable (so their reason can be read) but do nothing.
addEventListener('click', event => {
  if (!closest(event, '[aria-disabled=true]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// A form is sent once, however often its button is pressed. Coming back by the browser's history makes it usable again.
addEventListener('submit', event => {
  const form = closest(event, 'form[data-once]');
  if (!form) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = '1';
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

// After a refused form, begin at the summary of what is wrong.
const summary = document.querySelector('[data-focus]');
if (summary) summary.focus();

// How many characters are left, said only when few are.
for (const area of document.querySelectorAll('textarea[data-counter]')) {
  const note = area.parentElement.querySelector('.counter');
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const count = () => {
    const left = area.maxLength - area.value.length;
    note.textContent = area.dataset.counter.replace('{n}', number.format(left));
    if (left % 10 === 0 && left <= 50) say(note.textContent);
  };
  area.addEventListener('input', count);
  if (area.value) count();
}

// Copy an address.
for (const box of document.querySelectorAll('[data-copy]')) {
  const button = box.querySelector('button'), input = box.querySelector('input');
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', () => navigator.clipboard.writeText(input.value).then(() => {
    button.querySelector('span').textContent = box.dataset.msgDone;
    say(box.dataset.msgDone);
  }));
}

// A link in the summary of errors may lead into a language that is folded away: unfold it first.
addEventListener('click', event => {
  const link = closest(event, '.error-summary a[href^="#"]');
  const field = link && document.getElementById(link.hash.slice(1));
  const tab = field && document.getElementById(field.id + '-tab');
  if (tab) tab.checked = true;
  if (field) setTimeout(() => field.focus(), 0);
});

// htmx picks a part of the full page that answers. Where that part isn't there (the person has to sign in first), or the
// answer is a refusal, do what would have happened without JavaScript: show the whole page. What is only an extra while
// somebody types (data-extra) is left out instead, so that nothing typed is lost.
addEventListener('htmx:beforeSwap', event => {
  const { elt, xhr, isError } = event.detail, part = (elt.getAttribute('hx-select') || '').slice(1);
  if (isError || !part || xhr.responseText.includes('id="' + part + '"')) return;
  event.detail.shouldSwap = false;
  if (!('extra' in elt.dataset)) location.href = xhr.responseURL;
});
addEventListener('htmx:responseError', event => {
  const { elt, xhr } = event.detail;
  if ('extra' in elt.dataset) return;
  if (elt.form && elt.hasAttribute('formaction') && elt.form.requestSubmit) elt.form.requestSubmit(elt);
  else location.href = xhr.responseURL;
});

// After a part was replaced, say its new headline or state (the live region itself is never replaced).
addEventListener('htmx:afterSettle', event => {
  const part = event.target;
  if (!part.matches) return;
  const pressed = part.contains(document.activeElement) && document.activeElement.matches('button[aria-pressed]');
  const news = part.matches('[data-announce],button[aria-pressed]') ? part
    : part.querySelector('[data-announce]') || (pressed && document.activeElement);
  if (news) say(news.textContent);
});

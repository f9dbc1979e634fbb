// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
// The back office's extras. Every form works without them.
import { say } from './core.js';
import './editor.js';

// The box in a table's head ticks all rows; the bar below says how many are ticked.
const boxes = name => [...document.querySelectorAll('input[type=checkbox][name="' + name + '"]')];
for (const all of document.querySelectorAll('[data-check-all]')) {
  all.hidden = false;
  all.addEventListener('change', () => {
    for (const box of boxes(all.dataset.checkAll)) box.checked = all.checked;
    tell(all.dataset.checkAll);
  });
}
function tell(name) {
  const count = boxes(name).filter(box => box.checked).length;
  for (const bar of document.querySelectorAll('[data-bulk="' + name + '"]')) {
    bar.classList.toggle('is-active', count > 0);
    const label = bar.querySelector('[data-bulk-count]');
    label.dataset.empty = label.dataset.empty || label.textContent;
    label.textContent = count ? bar.dataset.msgCount.replace('{n}', count) : label.dataset.empty;
  }
  for (const all of document.querySelectorAll('[data-check-all="' + name + '"]')) {
    all.checked = count > 0 && count === boxes(name).length;
    all.indeterminate = count > 0 && !all.checked;
  }
}
addEventListener('change', event => {
  const bar = event.target.name && document.querySelector('[data-bulk="' + event.target.name + '"]');
  if (bar) tell(event.target.name);
});

// Repeated fields: add and remove a row here instead of by a round trip.
for (const box of document.querySelectorAll('[data-repeat]')) {
  const rows = box.querySelector('[data-rows]'), template = box.querySelector('template');
  let next = rows.children.length;
  box.addEventListener('click', event => {
    const button = event.target.closest('button[name=add],button[name=remove]');
    if (!button || button.closest('[data-repeat]') !== box) return;
    event.preventDefault();
    if (button.name === 'remove') {
      const row = button.closest('[data-row]'), stays = row.previousElementSibling || row.nextElementSibling;
      row.remove();
      (stays ? stays.querySelector('button') : box.querySelector('button[name=add]')).focus();
      return;
    }
    const holder = document.createElement('template');
    holder.innerHTML = template.innerHTML.replace(/__n__/g, next++);
    rows.append(holder.content);
    const field = rows.lastElementChild.querySelector('input,textarea,select');
    if (field) field.focus();
  });
}

// A long form that was changed warns before it is left.
for (const form of document.querySelectorAll('form[data-once][method=post]')) {
  if (!form.querySelector('textarea,input[type=text]')) continue;
  let changed = false;
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  addEventListener('beforeunload', event => { if (changed) event.preventDefault(); });
}

// Queues: j and k move between rows, x ticks one. Off unless the page says data-shortcuts="on" (WCAG 2.1.4).
const queue = document.querySelector('[data-shortcuts=on]');
if (queue) {
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type=checkbox]),textarea,select,[contenteditable]')) return;
    const links = [...queue.querySelectorAll('tbody th a')], at = links.findIndex(link => link.closest('tr').contains(document.activeElement));
    if (event.key === 'j' || event.key === 'k') {
      const link = links[Math.max(0, Math.min(links.length - 1, at + (event.key === 'j' ? 1 : -1)))];
      if (link) link.focus();
    } else if (event.key === 'x' && at >= 0) {
      const box = links[at].closest('tr').querySelector('input[type=checkbox]');
      if (box) { box.click(); say(box.parentElement.textContent); }
    }
  });
}

// A file may be dropped on the field that takes it; choosing one works without this.
for (const zone of document.querySelectorAll('[data-drop]')) {
  const field = zone.querySelector('input[type=file]');
  const over = event => { event.preventDefault(); zone.classList.add('is-over'); };
  zone.addEventListener('dragenter', over);
  zone.addEventListener('dragover', over);
  zone.addEventListener('dragleave', () => zone.classList.remove('is-over'));
  zone.addEventListener('drop', event => {
    event.preventDefault();
    zone.classList.remove('is-over');
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    say(field.files[0].name);
  });
}

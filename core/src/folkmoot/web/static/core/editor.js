// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
// Staff write formatted text: a toolbar and an editable area over a textarea, which keeps the HTML and is what is sent.
// What is kept is a short list of tags; the server cleans once more and is the one to be believed.
const KEEP = new Set(['P', 'H2', 'H3', 'H4', 'UL', 'OL', 'LI', 'A', 'STRONG', 'EM', 'BLOCKQUOTE', 'BR', 'IMG', 'FIGURE', 'FIGCAPTION', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'CAPTION']);
const RENAME = { B: 'STRONG', I: 'EM', H1: 'H2', H5: 'H4', H6: 'H4', DIV: 'P' };
const ATTRIBUTES = { A: ['href', 'hreflang'], IMG: ['src', 'alt', 'width', 'height'], TH: ['scope'] };
const BLOCKS = /^(P|H[234]|UL|OL|BLOCKQUOTE|FIGURE|TABLE)$/;
const COMMANDS = [
  ['p', 'p', ['formatBlock', 'P']], ['h2', 'h2', ['formatBlock', 'H2']], ['h3', 'h3', ['formatBlock', 'H3']],
  ['bold', 'bold', ['bold']], ['italic', 'italic', ['italic']], ['ul', 'list', ['insertUnorderedList']],
  ['ol', 'numbers', ['insertOrderedList']], ['link', 'link', null], ['unlink', 'x', ['unlink']], ['html', 'code', null],
];
const SAFE = /^(https?:|mailto:|tel:|\/|#)/i;

/** A copy of the nodes with only the tags and attributes that may stay; unknown tags leave their content. */
function clean(source, target) {
  for (const node of source.childNodes) {
    if (node.nodeType === 3) { target.append(node.nodeValue); continue; }
    if (node.nodeType !== 1 || /^(SCRIPT|STYLE|TEMPLATE|META|LINK|TITLE)$/.test(node.nodeName)) continue;
    const name = RENAME[node.nodeName] || node.nodeName;
    if (!KEEP.has(name) || (name === 'P' && target.nodeName === 'LI') || (name === 'A' && !SAFE.test(node.getAttribute('href') || ''))) { clean(node, target); continue; }
    const copy = document.createElement(name);
    for (const attribute of [...(ATTRIBUTES[name] || []), 'lang', 'dir']) {
      const value = node.getAttribute(attribute);
      if (value !== null && (attribute !== 'href' || SAFE.test(value))) copy.setAttribute(attribute, value);
    }
    clean(node, copy);
    if (copy.nodeName === 'P' && copy.querySelector('p,ul,ol,h2,h3,h4,table')) target.append(...copy.childNodes);
    else target.append(copy);
  }
}

/** The cleaned HTML of an element; loose text at the top becomes paragraphs. */
function html(element) {
  const out = document.createElement('div');
  clean(element, out);
  for (const node of [...out.childNodes]) {
    if (node.nodeType === 1 && BLOCKS.test(node.nodeName)) continue;
    if (node.nodeType === 3 && !node.nodeValue.trim()) { node.remove(); continue; }
    const before = node.previousSibling, paragraph = before && before.dataset && before.dataset.loose ? before : document.createElement('p');
    if (paragraph !== before) { paragraph.dataset.loose = '1'; node.before(paragraph); }
    paragraph.append(node);
  }
  for (const loose of out.querySelectorAll('[data-loose]')) loose.removeAttribute('data-loose');
  return out.textContent.trim() || out.querySelector('img') ? out.innerHTML : '';
}

/** Parse without running anything: a document made by DOMParser has no scripting. */
const parse = text => new DOMParser().parseFromString(text, 'text/html').body;

function makeButton(area, key, icon) {
  const button = document.createElement('button'), words = area.dataset['msg' + key[0].toUpperCase() + key.slice(1)];
  button.type = 'button';
  button.className = 'editor-button';
  button.title = words;
  button.dataset.key = key;
  button.tabIndex = -1;
  if (icon.length < 3) button.append(icon === 'p' ? '¶' : icon.toUpperCase());
  else {
    button.innerHTML = '<svg class="icon" aria-hidden="true"><use></use></svg>';
    button.querySelector('use').setAttribute('href', area.dataset.icons + '#' + icon);
  }
  const name = document.createElement('span');
  name.className = 'sr-only';
  name.textContent = ' ' + words;
  button.append(name);
  return button;
}

function makeEditor(area) {
  const bar = document.createElement('div'), page = document.createElement('div'), box = document.createElement('div');
  box.className = 'editor';
  bar.className = 'editor-bar';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', area.dataset.msgToolbar);
  bar.append(...COMMANDS.map(([key, icon]) => makeButton(area, key, icon)));
  bar.firstElementChild.tabIndex = 0;
  page.className = 'editor-page prose';
  page.contentEditable = 'true';
  page.setAttribute('role', 'textbox');
  page.setAttribute('aria-multiline', 'true');
  page.setAttribute('aria-label', area.dataset.label);
  for (const name of ['lang', 'dir', 'aria-describedby', 'aria-invalid']) if (area.hasAttribute(name)) page.setAttribute(name, area.getAttribute(name));
  clean(parse(area.value), page);
  area.before(box);
  box.append(bar, page, area);
  area.hidden = true;
  connect(area, bar, page);
}

function connect(area, bar, page) {
  const store = () => { area.value = html(page); area.dispatchEvent(new Event('input', { bubbles: true })); };
  const buttons = [...bar.children];
  page.addEventListener('input', store);
  page.addEventListener('focus', () => document.execCommand('defaultParagraphSeparator', false, 'p'));
  page.addEventListener('paste', event => {
    const text = event.clipboardData.getData('text/html');
    if (!text) return;
    event.preventDefault();
    const holder = document.createElement('div');
    clean(parse(text), holder);
    document.execCommand('insertHTML', false, holder.innerHTML);
  });
  page.addEventListener('keydown', event => { if (event.key === 'F10' && event.altKey) { event.preventDefault(); bar.querySelector('[tabindex="0"]').focus(); } });
  bar.addEventListener('keydown', event => move(event, buttons));
  bar.addEventListener('mousedown', event => event.preventDefault());
  bar.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    const command = COMMANDS.find(([key]) => key === button.dataset.key);
    if (command[0] === 'html') return swap(area, page, buttons);
    page.focus();
    if (command[0] === 'link') {
      const address = prompt(area.dataset.msgAddress, 'https://');
      if (address && SAFE.test(address)) document.execCommand('createLink', false, address);
    } else document.execCommand(command[2][0], false, command[2][1]);
    store();
  });
}

/** Between the formatted page and its HTML, for those who want it. */
function swap(area, page, buttons) {
  const showHtml = area.hidden;
  if (!showHtml) { page.textContent = ''; clean(parse(area.value), page); }
  area.hidden = !showHtml;
  page.hidden = showHtml;
  for (const button of buttons) button.setAttribute(button.dataset.key === 'html' ? 'aria-pressed' : 'aria-disabled', String(showHtml));
  (showHtml ? area : page).focus();
}

/** Arrow keys move inside a toolbar; Tab leaves it. */
function move(event, buttons) {
  const at = buttons.indexOf(document.activeElement), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || at < 0) return;
  const next = buttons[(at + step * (document.dir === 'rtl' ? -1 : 1) + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
  event.preventDefault();
}

for (const area of document.querySelectorAll('textarea[data-rich]')) makeEditor(area);
// A label or a link from the summary of errors that leads to the hidden textarea leads to the page instead.
addEventListener('click', event => {
  const to = event.target.closest && event.target.closest('label[for],.error-summary a[href^="#"]');
  const area = to && document.getElementById(to.htmlFor || to.hash.slice(1));
  if (area && area.matches('textarea[data-rich][hidden]')) setTimeout(() => area.parentElement.querySelector('.editor-page').focus(), 10);
});

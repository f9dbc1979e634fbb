// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
// The amount left at once, while the server saves what was chosen and answers with the whole basket. Without
// JavaScript the basket shows what was saved or sent last.
const form = document.getElementById('ballot');

/** The amounts of one envelope: what its ticked options cost, and what that leaves. Hundredths, so integers. */
function draw(part) {
  const envelope = form.querySelector('[data-envelope="' + part.dataset.part + '"]');
  if (!envelope) return;
  let spent = 0;
  for (const box of part.querySelectorAll('.pick-box:checked')) spent += Number(box.dataset.cost);
  const all = Number(envelope.dataset.budget), left = all - spent;
  const money = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'currency', currency: envelope.dataset.currency, maximumFractionDigits: left % 100 ? 2 : 0, minimumFractionDigits: left % 100 ? 2 : 0,
  });
  envelope.querySelector('.basket-left').classList.toggle('basket-over', left < 0);
  envelope.querySelector('[data-left]').textContent = money.format(Math.abs(left) / 100);
  envelope.querySelector('[data-if="left"]').hidden = left < 0;
  envelope.querySelector('[data-if="over"]').hidden = left >= 0;
  envelope.querySelector('.meter').value = Math.min(spent, all);
}

if (form && form.dataset.live) {
  form.addEventListener('change', event => {
    const part = event.target.closest('[data-part]');
    if (part) draw(part);
  });
}

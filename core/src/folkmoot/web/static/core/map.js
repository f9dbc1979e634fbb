// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
// <folkmoot-map>: draws the places of the list inside it, or (data-pick) lets a person choose one. The only module that
// knows Leaflet, so that another map can take its place. The list and the fields inside stay what they are without it.
import { say } from './core.js';
const L = window.L;
const still = matchMedia('(prefers-reduced-motion:reduce)').matches;

/** Number from a data attribute or field; a comma is a decimal point too. NaN for an empty one. */
const number = text => parseFloat(String(text).replace(',', '.'));

function element(name, cls, text) {
  const made = document.createElement(name);
  made.className = cls;
  if (text) made.textContent = text;
  return made;
}

class FolkmootMap extends HTMLElement {
  connectedCallback() {
    if (!L || this.map) return;
    this.view = element('div', 'map-view' + (this.dataset.tiles ? '' : ' is-plain'));
    this.view.setAttribute('role', 'region');
    this.view.setAttribute('aria-label', this.dataset.label);
    this.prepend(this.view);
    this.map = L.map(this.view, { zoomControl: false, attributionControl: false, fadeAnimation: !still, zoomAnimation: !still, markerZoomAnimation: !still, inertia: !still, maxZoom: 19, scrollWheelZoom: false });
    L.control.zoom({ zoomInTitle: this.dataset.msgIn, zoomOutTitle: this.dataset.msgOut }).addTo(this.map);
    if (this.dataset.tiles) {
      L.tileLayer(this.dataset.tiles, { maxZoom: 19 }).addTo(this.map);
      L.control.attribution({ prefix: false }).addAttribution(this.dataset.attribution || '').addTo(this.map);
    }
    const middle = [number(this.dataset.lat), number(this.dataset.lon)];
    this.map.setView(middle.some(isNaN) ? [50.85, 4.35] : middle, number(this.dataset.zoom) || 13);
    this.outline();
    'pick' in this.dataset ? this.pick() : this.places();
  }

  icon() {
    const pin = element('span', 'map-pin');
    pin.innerHTML = '<svg class="icon" aria-hidden="true"><use></use></svg>';
    pin.querySelector('use').setAttribute('href', this.dataset.icon);
    return L.divIcon({ html: pin, className: 'map-pin-box', iconSize: [40, 40], iconAnchor: [20, 47], popupAnchor: [0, -44] });
  }

  /** data-outline: the areas as "lat,lon lat,lon …; …". What a plain grid has instead of streets. */
  outline() {
    for (const part of (this.dataset.outline || '').split(';')) {
      const points = part.trim().split(/\s+/).map(pair => pair.split(',').map(Number)).filter(pair => pair.length === 2);
      if (points.length > 2) L.polygon(points, { className: 'map-area', interactive: false, weight: 2 }).addTo(this.map);
    }
  }

  places() {
    const group = L.markerClusterGroup({ animate: !still, showCoverageOnHover: false, iconCreateFunction: cluster => this.cluster(cluster) });
    const found = [];
    for (const link of this.querySelectorAll('a[data-lat]')) {
      const at = [number(link.dataset.lat), number(link.dataset.lon)];
      if (at.some(isNaN)) continue;
      const popup = element('div', 'map-popup'), copy = element('a', '', link.textContent.trim());
      copy.href = link.href;
      popup.append(copy);
      group.addLayer(L.marker(at, { icon: this.icon(), title: link.textContent.trim(), alt: link.textContent.trim() }).bindPopup(popup));
      found.push(at);
    }
    this.map.addLayer(group);
    if (found.length) this.map.fitBounds(found, { padding: [40, 40], maxZoom: 15, animate: false });
    this.map.on('popupopen', event => {
      const close = event.popup.getElement().querySelector('.leaflet-popup-close-button');
      if (close) close.setAttribute('aria-label', this.dataset.msgClose);
      const link = event.popup.getElement().querySelector('a[href]');
      if (link) link.focus();
    });
  }

  cluster(cluster) {
    const words = this.dataset.msgCluster.replace('{n}', cluster.getChildCount());
    const badge = element('span', 'map-cluster');
    badge.append(element('span', 'sr-only', words), document.createTextNode(String(cluster.getChildCount())));
    cluster.options.title = words;
    return L.divIcon({ html: badge, className: 'map-cluster-box', iconSize: [48, 48] });
  }

  /** Click, or move the map by keyboard and put the pin at its middle: no dragging is needed (WCAG 2.5.7). */
  pick() {
    this.latitude = this.querySelector('[data-latitude]');
    this.longitude = this.querySelector('[data-longitude]');
    const bar = element('div', 'map-act'), set = this.button(this.dataset.msgCenter), clear = this.button(this.dataset.msgClear);
    bar.append(set, clear);
    this.view.after(bar);
    const cross = element('span', 'map-cross');
    cross.setAttribute('aria-hidden', 'true');
    cross.innerHTML = '<svg class="icon" viewBox="0 0 24 24"><path d="M12 2v8m0 4v8M2 12h8m4 0h8"/></svg>';
    this.view.append(cross);
    this.map.on('click', event => this.put(event.latlng, true));
    set.addEventListener('click', () => this.put(this.map.getCenter(), true));
    clear.addEventListener('click', () => this.put(null, true));
    for (const field of [this.latitude, this.longitude]) field.addEventListener('change', () => this.fromFields());
    this.fromFields();
  }

  button(text) {
    const made = element('button', 'btn btn-outline', text);
    made.type = 'button';
    return made;
  }

  fromFields() {
    const at = [number(this.latitude.value), number(this.longitude.value)];
    if (at.some(isNaN)) return;
    this.put(L.latLng(at), false);
    this.map.setView(at, Math.max(this.map.getZoom(), 15), { animate: false });
  }

  put(at, write) {
    if (this.marker) this.marker.remove();
    this.marker = at && L.marker(at, { icon: this.icon(), interactive: false, keyboard: false }).addTo(this.map);
    if (!write) return;
    this.latitude.value = at ? at.lat.toFixed(6) : '';
    this.longitude.value = at ? at.lng.toFixed(6) : '';
    say(at ? this.dataset.msgSet : this.dataset.msgCleared);
  }
}
customElements.define('folkmoot-map', FolkmootMap);

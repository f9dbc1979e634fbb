# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Strokes of the pen: functions that each return one piece of SVG text. The canvas is 480 × 300."""

WIDTH = 480
HEIGHT = 300


def rect(x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> str:
    corner = f' rx="{radius:g}"' if radius else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"{corner}/>'


def circle(x: float, y: float, radius: float, fill: str, opacity: float = 1) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"{faded(opacity)}/>'


def ring(x: float, y: float, radius: float, colour: str, width: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'


def ellipse(x: float, y: float, across: float, down: float, fill: str, opacity: float = 1) -> str:
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{across:g}" ry="{down:g}" fill="{fill}"{faded(opacity)}/>'


def shape(outline: str, fill: str, opacity: float = 1) -> str:
    """A filled path; `outline` is SVG path data."""
    return f'<path d="{outline}" fill="{fill}"{faded(opacity)}/>'


def line(outline: str, colour: str, width: float, opacity: float = 1) -> str:
    """A drawn path with round ends; `outline` is SVG path data."""
    return (
        f'<path d="{outline}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        f'stroke-linecap="round" stroke-linejoin="round"{faded(opacity)}/>'
    )


def faded(opacity: float) -> str:
    return "" if opacity == 1 else f' opacity="{opacity:g}"'


def moved(content: str, x: float = 0, y: float = 0, scale: float = 1) -> str:
    return f'<g transform="translate({x:g} {y:g}) scale({scale:g})">{content}</g>'

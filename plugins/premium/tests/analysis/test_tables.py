# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tables: what is counted, what is hidden, and that nothing hidden can be reckoned from what is shown."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import comb
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_premium.analysis.tables.chance import adjusted, chance_of
from folkmoot_premium.analysis.tables.clearest import clearest
from folkmoot_premium.analysis.tables.cross_table import CrossTable, TableCell, cross_table
from folkmoot_premium.analysis.tables.entries import NONE, Axis, Entry, WrongAxis

THEMES, AGES = ("t01", "t02", "t03"), ("young", "middle", "old")


def entries_of(counts: Iterable[Iterable[int]], each: int = 1) -> list[Entry]:
    """Entries with these counts by theme and age; each person wrote so many."""
    found = []
    for i, row in enumerate(counts):
        for j, number in enumerate(row):
            for one in range(number):
                author = f"{i}-{j}-{one // each}"
                found.append(Entry(f"{i}-{j}-{one:04}", author, (f"t{i + 1:02}",), (f"g{j}",)))
    return found


def table_of(counts: list[list[int]], each: int = 1) -> CrossTable:
    rows = Axis(tuple(f"t{i + 1:02}" for i in range(len(counts))))
    columns = Axis(tuple(f"g{j}" for j in range(len(counts[0]))))
    return cross_table(entries_of(counts, each), rows, columns)


def shown(table: CrossTable) -> list[list[int | None]]:
    return [[cell.count for cell in row] for row in table.cells]


def possible(table: CrossTable, at: tuple[int, int], value: int) -> bool:
    """Whether a reader must think this value of a hidden cell possible: a flow through the hidden cells fills all sums.

    Reckoned by scipy's maximum flow from what is shown alone; nothing of it is our own way of hiding.
    """
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    rows, columns = [line.total for line in table.rows], [line.total for line in table.columns]
    source, sink = len(rows) + len(columns), len(rows) + len(columns) + 1
    free = np.zeros((sink + 1, sink + 1), np.int32)
    for i, row in enumerate(table.cells):
        for j, cell in enumerate(row):
            known = value if (i, j) == at else cell.count
            if known is None:
                free[i, len(rows) + j] = table.total
            else:
                rows[i] -= known
                columns[j] -= known
    free[source, : len(rows)] = rows
    free[len(rows) : source, sink] = columns
    if value < 0 or min(*rows, *columns) < 0:
        return False
    return int(maximum_flow(csr_array(free), source, sink).flow_value) == sum(rows)


def protected(table: CrossTable, at: tuple[int, int], true: int, small: bool) -> bool:
    """Whether nobody can say much: 0 to 9 are possible; of a cell that isn't small, some range as wide."""
    if small:
        return possible(table, at, 0) and possible(table, at, 9)
    return any(possible(table, at, true - down) and possible(table, at, true - down + 9) for down in range(10))


def test_counts_shares_and_totals_are_those_of_the_entries() -> None:
    table = table_of([[40, 20], [20, 120]])
    assert shown(table) == [[40, 20], [20, 120]]
    assert [(line.keys, line.total, line.share) for line in table.rows] == [
        (("t01",), 60, Fraction(3, 10)), (("t02",), 140, Fraction(7, 10)),
    ]  # fmt: skip
    assert table.cells[0][0].share == Fraction(40, 60)
    assert len(table.cells[0][0].ids) == 40
    assert table.hidden == 0


def test_over_and_under_representation_is_found_and_even_shares_are_not() -> None:
    uneven, even = table_of([[40, 20], [20, 120]]), table_of([[40, 80], [60, 120]])
    assert all(cell.notable for row in uneven.cells for cell in row)
    assert uneven.cells[0][0].residual == pytest.approx(7.41, abs=0.01)
    assert uneven.cells[0][1].residual == pytest.approx(-7.41, abs=0.01)
    assert not any(cell.notable for row in even.cells for cell in row)


def test_a_small_cell_takes_others_with_it() -> None:
    table = table_of([[5, 40, 40], [40, 40, 40], [40, 40, 40]])
    assert shown(table)[0][0] is None
    assert table.hidden == 4
    assert protected(table, (0, 0), 5, small=True)


def test_hiding_one_cell_alone_would_protect_nobody() -> None:
    table = table_of([[5, 40, 40], [40, 40, 40], [40, 40, 40]])
    values = [[5, 40, 40], [40, 40, 40], [40, 40, 40]]
    bare = tuple(tuple(TableCell(None if value == 5 else value) for value in row) for row in values)
    assert not protected(replace(table, cells=bare), (0, 0), 5, small=True)


def test_of_two_ways_to_protect_a_cell_the_one_that_hides_fewer_texts_is_taken() -> None:
    """Four cells are fewer than six, but one of the four holds nearly all the texts."""
    table = table_of([[5, 40, 900, 11], [40, 900, 40, 900], [900, 40, 11, 40]])
    hidden = [(i, j) for i, row in enumerate(table.cells) for j, cell in enumerate(row) if cell.hidden]
    counts = [[5, 40, 900, 11], [40, 900, 40, 900], [900, 40, 11, 40]]
    assert sum(counts[i][j] for i, j in hidden) < 900
    assert protected(table, (0, 0), 5, small=True)


def _placed(counts: dict[str, tuple[int, ...]], nowhere: tuple[int, ...]) -> list[Entry]:
    """Entries by theme and group; nowhere: those in no theme."""
    return [
        Entry(f"{theme}-{group}-{one:04}", None, (theme,) if theme else (), (f"g{group}",))
        for theme, numbers in {**counts, "": nowhere}.items()
        for group, number in enumerate(numbers)
        for one in range(number)
    ]


def test_a_few_texts_in_no_theme_hide_no_whole_theme() -> None:
    """As on klimarat_de: 14 texts in no theme, in two groups, took the smallest theme of 367 texts with them."""
    counts, nowhere = {"t01": (300, 500), "t02": (200, 167), "t03": (900, 400)}, (6, 8)
    entries, axes = _placed(counts, nowhere), (Axis(THEMES), Axis(("g0", "g1")))
    before = cross_table(entries, *axes)
    assert [line.total for line, row in zip(before.rows, before.cells, strict=True) if row[0].hidden] == [367, 14]
    found = clearest(entries, *axes)
    assert (found.rowless, found.columnless, found.unread) == (14, 0, 14)
    assert shown(found.table) == [list(numbers) for numbers in counts.values()]
    assert found.table.total == 2467
    turned = clearest([replace(one, rows=one.columns, columns=one.rows) for one in entries], *axes[::-1])
    assert (turned.rowless, turned.columnless, turned.table.total) == (0, 14, 2467)


def test_what_is_in_no_theme_stays_where_leaving_it_out_gains_nothing() -> None:
    counts, axes = {"t01": (300, 500), "t02": (200, 167), "t03": (900, 400)}, (Axis(THEMES), Axis(("g0", "g1")))
    for nowhere in ((60, 80), (0, 0)):
        found = clearest(_placed(counts, nowhere), *axes)
        assert found.table == cross_table(_placed(counts, nowhere), *axes)
        assert (found.rowless, found.columnless, found.unread) == (0, 0, 0)


def test_many_contributions_of_few_people_are_hidden_too() -> None:
    table = table_of([[60, 400], [400, 400]], each=10)
    assert shown(table)[0][0] is None


def test_chances_are_exact_and_adjusted_for_how_many_there_are() -> None:
    chance, chances = Random(2), []
    for _ in range(60):
        total = chance.randint(20, 400)
        row, column = chance.randint(1, total), chance.randint(1, total)
        lowest, highest = max(0, row + column - total), min(row, column)
        count = min(highest, max(lowest, row * column // total + chance.randint(-6, 6)))
        ways = [comb(column, one) * comb(total - column, row - one) for one in range(lowest, highest + 1)]
        below, above = sum(ways[: count - lowest + 1]), sum(ways[count - lowest :])
        chances.append(chance_of(count, row, column, total))
        assert chances[-1] == pytest.approx(min(1.0, 2 * min(below, above) / sum(ways)), abs=1e-8)
    order = sorted(chances)
    known = [min(order[k] * 60 / (k + 1) for k in range(order.index(one), 60)) for one in chances]
    assert adjusted(chances) == pytest.approx(known, abs=1e-8)


def test_small_lines_are_put_together_and_never_shown_alone() -> None:
    table = table_of([[50, 50, 4, 8], [50, 50, 3, 9], [2, 3, 1, 0]])
    assert [line.keys for line in table.columns] == [("g0",), ("g1",), ("g2", "g3")]
    assert [line.keys for line in table.rows] == [("t02",), ("t01", "t03")]
    assert all(line.total >= 10 for line in (*table.rows, *table.columns))
    assert sum(line.total for line in table.columns) == table.total


def test_too_few_others_are_put_with_those_of_which_nothing_is_known() -> None:
    groups = {"woman": 60, "man": 70, "other": 4, "": 30}
    entries = [
        Entry(f"{name}{n:02}", f"{name}{n}", (f"t0{1 + n % 2}",), (name,) if name else ())
        for name, number in groups.items()
        for n in range(number)
    ]
    table = cross_table(entries, Axis(("t01", "t02")), Axis(("woman", "man", "other"), personal=True))
    assert [line.keys for line in table.columns] == [("woman",), ("man",), ("other", NONE)]


def test_few_people_give_no_table_at_all() -> None:
    assert table_of([[3, 2], [1, 2]]).rows == ()
    assert cross_table([], Axis(THEMES), Axis(AGES)).rows == ()


def test_what_is_not_known_is_a_line_of_its_own() -> None:
    entries = [Entry(f"{n:03}", f"a{n}", ("t01",) if n % 2 else (), ("old",) if n % 3 else ()) for n in range(200)]
    table = cross_table(entries, Axis(THEMES), Axis(AGES))
    assert {line.keys for line in table.rows} == {("t01",), (NONE,)}
    assert {line.keys for line in table.columns} == {("old",), (NONE,)}


def test_two_values_where_one_is_allowed_are_refused() -> None:
    with pytest.raises(WrongAxis, match="c1 has several"):
        cross_table([Entry("c1", None, ("t01", "t02"), ())], Axis(THEMES), Axis(AGES))


def test_cells_by_personal_groups_never_name_their_contributions() -> None:
    entries = entries_of([[40, 20], [20, 120]])
    table = cross_table(entries, Axis(("t01", "t02")), Axis(("g0", "g1"), personal=True))
    assert not any(cell.ids for row in table.cells for cell in row)


def test_tags_that_overlap_are_counted_each_by_itself() -> None:
    entries = [
        Entry(f"{n:03}", f"a{n}", ("green",) * (n % 2 == 0) + ("school",) * (n % 3 == 0), (f"g{n % 4 // 2}",))
        for n in range(240)
    ]
    table = cross_table(entries, Axis(("green", "school"), several=True), Axis(("g0", "g1")))
    totals = {line.keys[0]: line.total for line in table.rows}
    assert totals == {"green": 120, "school": 80, NONE: 80}
    assert [cell.count for cell in table.cells[0]] == [60, 60]


def test_a_tag_of_few_people_is_withheld() -> None:
    entries = [Entry(f"{n:03}", f"a{n}", ("rare",) if n < 4 else ("often",), (f"g{n % 2}",)) for n in range(100)]
    table = cross_table(entries, Axis(("rare", "often"), several=True), Axis(("g0", "g1")))
    assert table.withheld == ("often", "rare")


def test_topics_that_overlap_on_both_axes_hold_together() -> None:
    chance = Random(4)
    entries = [
        Entry(f"{n:03}", f"a{n}", tuple(chance.sample(("x", "y", "z"), 2)), tuple(chance.sample(("p", "q", "r"), 2)))
        for n in range(300)
    ]  # fmt: skip
    table = cross_table(entries, Axis(("x", "y", "z"), several=True), Axis(("p", "q", "r"), several=True))
    for i, row in enumerate(table.rows):
        for j, column in enumerate(table.columns):
            known = sum(row.keys[0] in one.rows and column.keys[0] in one.columns for one in entries)
            assert table.cells[i][j].count in (known, None)


def test_the_order_of_entries_changes_nothing() -> None:
    entries = entries_of([[5, 40, 40], [40, 12, 40], [40, 3, 40]])
    axes = Axis(THEMES), Axis(("g0", "g1", "g2"))
    assert cross_table(entries, *axes) == cross_table(entries[::-1], *axes)


NUMBERS = st.one_of(st.integers(0, 12), st.integers(0, 60))
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(NUMBERS, min_size=width, max_size=width), min_size=2, max_size=5)
)


@settings(max_examples=80, deadline=None)
@given(TABLES, st.integers(1, 3))
def test_nothing_hidden_can_be_reckoned_from_what_is_shown(counts: list[list[int]], each: int) -> None:
    table, entries = table_of(counts, each), entries_of(counts, each)
    for i, row in enumerate(table.rows):
        for j, column in enumerate(table.columns):
            inside = [one for one in entries if one.rows[0] in row.keys and one.columns[0] in column.keys]
            small = len({one.author for one in inside}) < 10
            if table.cells[i][j].hidden:
                assert protected(table, (i, j), len(inside), small)
            else:
                assert not small
                assert table.cells[i][j].count == len(inside)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_sums_hold_and_no_line_is_small(counts: list[list[int]]) -> None:
    table = table_of(counts)
    if table.rows:
        assert sum(line.total for line in table.rows) == sum(line.total for line in table.columns) == table.total
        assert all(line.total >= 10 for line in (*table.rows, *table.columns))


@settings(max_examples=25, deadline=None)
@given(TABLES, st.lists(st.integers(0, 15), min_size=5, max_size=5))
def test_a_table_without_some_gives_as_little_away_and_never_less_to_read(
    counts: list[list[int]], nowhere: list[int]
) -> None:
    width = len(counts[0])
    entries = _placed({f"t{i + 1:02}": tuple(row) for i, row in enumerate(counts)}, tuple(nowhere[:width]))
    axes = Axis(tuple(f"t{i + 1:02}" for i in range(len(counts)))), Axis(tuple(f"g{j}" for j in range(width)))
    found = clearest(entries, *axes)
    assert found.rowless in (0, sum(nowhere[:width]))
    assert found.table.total == len(entries) - found.rowless - found.columnless
    kept = [one for one in entries if one.rows or not found.rowless]
    for i, row in enumerate(found.table.rows):
        for j, column in enumerate(found.table.columns):
            inside = [one for one in kept if (one.rows or (NONE,))[0] in row.keys and one.columns[0] in column.keys]
            assert found.table.cells[i][j].count in (None, len(inside))
            if found.table.cells[i][j].hidden:
                assert protected(found.table, (i, j), len(inside), len(inside) < 10)

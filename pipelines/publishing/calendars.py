"""Deadlines as iCalendar files: one for each body that is responsible, and one for all.

What does not belong here: telling what a deadline means (`extractors.plans`).
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event

from extractors.languages import LANGUAGES
from pipelines.publishing.odd_rows import OddRows

ALL = "all"
# RFC 5545 asks for a time stamp; a fixed one keeps equal inputs equal to the byte.
_STAMP = datetime(2000, 1, 1, tzinfo=UTC)

_DUE = """
    select u.action_id, u.position, u.due_date, l.text as deadline, l.stage,
           a.number, a.name, a.form, a.responsible, a.funding, d.title, d.path, d.language
    from action_due_dates u
    join actions a using (action_id)
    join documents d using (document_id)
    left join action_deadlines l
      on l.action_id = u.action_id and l.position = u.deadline_position
    order by u.due_date, d.path, a.position, u.position
"""
_BODIES = "select distinct action_id, body_id from action_bodies where body_id is not null"
_NAMES = """
    select body_id, name from body_names where kind = 'full' and language = ?
    order by valid_to is not null, name
"""


def write_calendars(connection: sqlite3.Connection, folder: Path, odd: OddRows) -> None:
    """Write `all.ics` and a file for each responsible body, named by its id."""
    folder.mkdir(parents=True, exist_ok=True)
    bodies = defaultdict(list)
    for action_id, body_id in connection.execute(_BODIES):
        bodies[action_id].append(body_id)
    names = _names(connection)
    events: dict[str, list[bytes]] = defaultdict(list)
    events[ALL] = []
    for due in _records(connection, _DUE):
        responsible = sorted(bodies[due["action_id"]])
        with odd.left_out(f"action_due_dates {due['action_id']}, in no calendar"):
            event = _event(due, [names.get(body, body) for body in responsible]).to_ical()
            for calendar in (ALL, *responsible):
                events[calendar].append(event)
    for calendar, held in events.items():
        title = names.get(calendar, "zhospar")
        (folder / f"{calendar}.ics").write_bytes(_calendar(title, held))


def calendar_of(
    connection: sqlite3.Connection, title: str, actions: Collection[str], since: str, until: str
) -> bytes:
    """Return the due dates of some actions, from one day to another, as one calendar."""
    wanted = frozenset(actions)
    bodies, names = defaultdict(list), _names(connection)
    for action_id, body_id in connection.execute(_BODIES):
        bodies[action_id].append(names.get(body_id, body_id))
    dues = (due for due in _records(connection, _DUE) if due["action_id"] in wanted)
    within = (due for due in dues if since <= due["due_date"] <= until)
    events = [_event(due, sorted(bodies[due["action_id"]])).to_ical() for due in within]
    return _calendar(title, events)


def _event(due: dict[str, Any], bodies: Iterable[str]) -> Event:
    day = date.fromisoformat(due["due_date"])
    number = f"{due['number']}. " if due["number"] else ""
    stage = f" ({due['stage']})" if due["stage"] else ""
    details = (due["form"], due["deadline"], due["responsible"], due["funding"],
               due["title"] or due["path"])  # fmt: skip
    event = Event()
    event.add("uid", f"{due['action_id']}-{due['position']}@zhospar")
    event.add("dtstamp", _STAMP)
    event.add("dtstart", day)
    if day < date.max:  # of one day anyway, if no end is given (RFC 5545, 3.6.1)
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{number}{due['name'] or ''}{stage}")
    event.add("description", "\n".join(part for part in details if part))
    event.add("categories", list(bodies))
    event.add("transp", "TRANSPARENT")
    return event


def _calendar(title: str, events: Iterable[bytes]) -> bytes:
    """Put events into a calendar; they come written out, as most stand in several."""
    calendar = Calendar()
    calendar.add("prodid", "-//zhospar//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    head, end, tail = bytes(calendar.to_ical()).partition(b"END:VCALENDAR")
    return b"".join((head, *events, end, tail))


def _names(connection: sqlite3.Connection) -> dict[str, str]:
    """A present name of each body, of several languages in the last of the registry."""
    names: dict[str, str] = {}
    for language in reversed(tuple(LANGUAGES)):
        for body_id, name in connection.execute(_NAMES, (language,)):
            names.setdefault(body_id, name)
    return names


def _records(connection: sqlite3.Connection, sql: str) -> Iterable[dict[str, Any]]:
    cursor = connection.execute(sql)
    columns = [column[0] for column in cursor.description]
    return (dict(zip(columns, row, strict=True)) for row in cursor)

"""Room for sends."""

from __future__ import annotations

import asyncio

from gateway.service.room import Room


def test_a_link_that_is_full_is_left_out_and_the_others_have_their_room() -> None:
    room = Room(("beijing", "hebei"), 2)
    room.enter("hebei")
    assert (room.links, room.most, room.is_full) == (("beijing", "hebei"), 1, False)
    room.enter("hebei")
    assert (room.links, room.most, room.is_full) == (("beijing",), 2, True)


def test_there_is_no_room_where_every_link_is_full() -> None:
    room = Room(("beijing",), 1)
    room.enter("beijing")
    assert (room.links, room.most) == ((), 0)


async def test_who_waits_for_room_is_told_when_a_send_ends() -> None:
    room = Room(("beijing",), 1)
    room.enter("beijing")
    waiting = asyncio.create_task(room.left())
    await asyncio.sleep(0)
    assert not waiting.done()
    room.leave("beijing")
    await waiting
    assert room.most == 1


async def test_it_is_empty_only_when_the_last_send_has_ended() -> None:
    room = Room(("beijing", "hebei"), 2)
    await room.empty()
    room.enter("beijing")
    room.enter("hebei")
    waiting = asyncio.create_task(room.empty())
    room.leave("beijing")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not waiting.done()
    room.leave("hebei")
    await waiting

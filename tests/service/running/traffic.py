"""Senders at work while something goes wrong: one a consignment, each sending its amendments in order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.service.running.audit import assert_delivered_once, audit, nothing_waits
from tests.service.running.scene import Running, Scene

LINES = 6
EACH = 5


class Traffic:
    """LINES × EACH declarations from Beijing to Hebei; a sender goes on when he has his receipt."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.told: dict[str, bytes] = {}
        self._taken = asyncio.Event()

    async def run(self, trouble: Callable[[], object]) -> None:
        """Send it all; `trouble` is made when a third has been taken."""
        async with asyncio.TaskGroup() as senders:
            for line in range(LINES):
                senders.create_task(self._line(line))
            await self._taken.wait()
            trouble()

    async def carried(self, gateway: Running) -> None:
        """Everything arrived, once as new, in order; the gateway is stopped and the books are right."""
        await self.scene.hebei.came_new(LINES * EACH)
        await gateway.log.until(lambda: nothing_waits(self.scene))
        assert await gateway.stop() == 0
        views = await audit(self.scene, self.told)
        assert_delivered_once(views, self.scene)
        number_of = {view.deliveries[0].number: view.row.number for view in views}
        came = [number_of[one.number] for one in self.scene.hebei.taken]
        for line in range(LINES):
            mine = [number for number in came if number.startswith(f"{line}-")]
            assert mine == [f"{line}-{n}" for n in range(EACH)]

    async def _line(self, line: int) -> None:
        for n in range(EACH):
            document = self.scene.declaration(f"BJ{line:014d}", number=f"{line}-{n}", remark=f"version {n}")
            self.told[f"{line}-{n}"] = (await self.scene.send_until_taken(document)).body
            if len(self.told) * 3 >= LINES * EACH:
                self._taken.set()

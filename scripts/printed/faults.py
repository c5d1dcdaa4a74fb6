"""docs/faults.md: the catalogue, in both languages."""

from __future__ import annotations

from gateway.model.errors import Fault, Turn
from gateway.model.faults import FAULTS
from scripts.printed.markdown import page, quoted, section, table

TURNS = {
    Turn.SENDER: "sender (发送方)",
    Turn.SETUP: "operator (运维方)",
    Turn.AGAIN: "again (将重试)",
}
GROUPS = {
    "40": "Reading bytes / 读取报文",
    "41": "Trust / 信任与签名",
    "42": "Meaning / 内容",
    "43": "Authority and routes / 权限与路由",
    "44": "Identity / 报文标识",
    "45": "Delivery and operators / 投递与运维",
    "46": "What the gateway was set up with / 网关配置",
    "49": "The gateway itself / 网关自身",
}
HEAD = """\
One row a code; a code keeps its meaning for ever. Every refusal names the code, the place (element path, line or
byte), the value where it may be shown, and the remedy in both languages. *Turn* says who acts next: the sender mends
the document, an operator sets something up, or it is tried again as it is. *Official* is the nearest code of table 7-1
of the DXP specification (202205); ours lie in 4000–9999, which that table leaves to users. *HTTP* is the status of the
answer.

每个代码一行，含义永不改变。每次拒收都会给出代码、位置（元素路径、行号或字节）、可显示的值，以及中英文处理办法。
“轮到谁”：发送方修改报文，运维方处理，或原样重试。“官方代码”取自 DXP 规范（202205）表 7-1 中最接近的一项；本网关的代码
位于该表留给用户的 4000–9999 区间。"""


def faults_page() -> str:
    """The whole of it, by the first two digits."""
    parts = (section(title, _rows(digits)) for digits, title in GROUPS.items())
    return page("Faults / 故障代码", "gateway/model/faults.py and remedies.py", HEAD, *parts)


def _rows(digits: str) -> str:
    heads = ("code 代码", "name", "turn 轮到谁", "official 官方代码", "HTTP", "remedy", "处理办法")
    chosen = sorted((fault for fault in FAULTS if fault.code.startswith(digits)), key=lambda fault: fault.code)
    return table(heads, map(_row, chosen))


def _row(fault: Fault) -> tuple[str, ...]:
    told = (fault.code, quoted(fault.name), TURNS[fault.turn], fault.official, str(fault.status))
    return (*told, fault.remedy, fault.remedy_zh)

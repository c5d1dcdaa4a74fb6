"""The forms of this family of kinds."""

from __future__ import annotations

from gateway.translation.form import Form

ECOMMERCE: tuple[Form, ...] = ()

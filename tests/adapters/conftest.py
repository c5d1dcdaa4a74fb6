"""The contract tells what differs, as a test file does."""

import pytest

pytest.register_assert_rewrite("tests.adapters.contract")

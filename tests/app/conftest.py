"""Pages that write tell it in a log of the tests."""

from tests.service.log import audit_folder  # noqa: F401 the log of all tests here

"""Property tests are judged on what they find, not on how busy the machine is."""

from hypothesis import settings

from tests.service.log import audit_folder  # noqa: F401 the log of all tests here

settings.register_profile("terril", deadline=None)
settings.load_profile("terril")

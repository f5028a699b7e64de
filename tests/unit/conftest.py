"""Property tests are judged on what they find, not on how busy the machine is."""

from hypothesis import settings

settings.register_profile("terril", deadline=None)
settings.load_profile("terril")

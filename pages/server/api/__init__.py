"""The interface for programs: the figures of the pages by address, read by the same functions, in several forms."""
